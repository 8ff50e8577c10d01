"""Finding people, and what holds for them on a day."""

from desist.casework.people.queries.search import (
    CRN,
    all_with_crn,
    find_by_crn,
    find_people,
    list_people,
    others_of_crn,
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
    "away_on",
    "find_by_crn",
    "find_people",
    "list_people",
    "nation_on",
    "others_of_crn",
    "place_on",
    "requirement_in_force",
    "sentence_in_force",
    "sentences_of",
    "whereabouts_of",
]
