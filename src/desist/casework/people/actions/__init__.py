"""What changes people, one noun a file."""

from desist.casework.people.actions.arrangement import (
    change_location_wish,
    state_arrangement,
    wish_location,
)
from desist.casework.people.actions.caseload import put_on_caseload, take_off_caseload
from desist.casework.people.actions.condition import change_condition, record_condition
from desist.casework.people.actions.equality import state_equality
from desist.casework.people.actions.kept_apart import change_kept_apart, keep_apart
from desist.casework.people.actions.narrowing import (
    break_glass,
    end_exclusion,
    end_restriction,
    exclude,
    restrict_to,
)
from desist.casework.people.actions.person import (
    AlreadyRegistered,
    add_other_name,
    change_person,
    index_names,
    register_person,
)
from desist.casework.people.actions.protection import (
    assess_harm,
    change_harm_assessment,
    change_mappa,
    record_mappa,
)
from desist.casework.people.actions.responsivity import (
    judge_learning,
    screen_learning,
    state_responsivity,
)
from desist.casework.people.actions.search import make_search, resolve_crn
from desist.casework.people.actions.sentence import change_sentence, record_sentence
from desist.casework.people.actions.whereabouts import change_whereabouts, record_whereabouts

__all__ = [
    "AlreadyRegistered",
    "add_other_name",
    "assess_harm",
    "break_glass",
    "change_condition",
    "change_harm_assessment",
    "change_kept_apart",
    "change_location_wish",
    "change_mappa",
    "change_person",
    "change_sentence",
    "change_whereabouts",
    "end_exclusion",
    "end_restriction",
    "exclude",
    "index_names",
    "judge_learning",
    "keep_apart",
    "make_search",
    "put_on_caseload",
    "record_condition",
    "record_mappa",
    "record_sentence",
    "record_whereabouts",
    "register_person",
    "resolve_crn",
    "restrict_to",
    "screen_learning",
    "state_arrangement",
    "state_equality",
    "state_responsivity",
    "take_off_caseload",
    "wish_location",
]
