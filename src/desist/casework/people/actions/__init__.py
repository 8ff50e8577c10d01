"""What changes people, one noun a file."""

from desist.casework.people.actions.caseload import put_on_caseload, take_off_caseload
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
    register_person,
)
from desist.casework.people.actions.search import make_search, resolve_crn
from desist.casework.people.actions.sentence import change_sentence, record_sentence
from desist.casework.people.actions.whereabouts import change_whereabouts, record_whereabouts

__all__ = [
    "AlreadyRegistered",
    "add_other_name",
    "break_glass",
    "change_person",
    "change_sentence",
    "change_whereabouts",
    "end_exclusion",
    "end_restriction",
    "exclude",
    "make_search",
    "put_on_caseload",
    "record_sentence",
    "record_whereabouts",
    "register_person",
    "resolve_crn",
    "restrict_to",
    "take_off_caseload",
]
