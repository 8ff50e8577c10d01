"""What is held about people, one noun a file."""

from desist.casework.people.models.caseload import CaseloadEntry
from desist.casework.people.models.narrowing import EmergencyAccess, Exclusion, Restriction
from desist.casework.people.models.person import NameKey, OtherName, Person, PersonRevision, Sex
from desist.casework.people.models.search import Search
from desist.casework.people.models.sentence import (
    Nation,
    Order,
    Requirement,
    Sentence,
    SentenceRevision,
    Termination,
)
from desist.casework.people.models.source import Source
from desist.casework.people.models.whereabouts import Away, Place, Whereabouts, WhereaboutsRevision

__all__ = [
    "Away",
    "CaseloadEntry",
    "EmergencyAccess",
    "Exclusion",
    "NameKey",
    "Nation",
    "Order",
    "OtherName",
    "Person",
    "PersonRevision",
    "Place",
    "Requirement",
    "Restriction",
    "Search",
    "Sentence",
    "SentenceRevision",
    "Sex",
    "Source",
    "Termination",
    "Whereabouts",
    "WhereaboutsRevision",
]
