"""Finding people, and what holds for them on a day."""

from desist.casework.people.queries.protection import (
    conditions_in_force,
    list_kept_apart,
    pairs_kept_apart,
)
from desist.casework.people.queries.responsivity import (
    arrangement_of,
    free_parts,
    judge_score,
    language_of,
    learning_rule,
    learning_screen_of,
    responsivity_of,
    screens_of,
    standing_screen,
)
from desist.casework.people.queries.search import (
    CRN,
    all_with_crn,
    find_by_crn,
    find_people,
    list_people,
    others_of_crn,
    references_of,
)
from desist.casework.people.queries.sentence import (
    nation_on,
    requirement_in_force,
    sentence_in_force,
    sentences_of,
)
from desist.casework.people.queries.whereabouts import away_on, place_on, whereabouts_of

__all__ = [
    "CRN",
    "all_with_crn",
    "arrangement_of",
    "away_on",
    "conditions_in_force",
    "find_by_crn",
    "find_people",
    "free_parts",
    "judge_score",
    "language_of",
    "learning_rule",
    "learning_screen_of",
    "list_kept_apart",
    "list_people",
    "nation_on",
    "others_of_crn",
    "pairs_kept_apart",
    "place_on",
    "references_of",
    "requirement_in_force",
    "responsivity_of",
    "screens_of",
    "sentence_in_force",
    "sentences_of",
    "standing_screen",
    "whereabouts_of",
]
