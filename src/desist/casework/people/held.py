"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.people.models import (
    CaseloadEntry,
    EmergencyAccess,
    Exclusion,
    NameKey,
    OtherName,
    Person,
    PersonRevision,
    Restriction,
    Sentence,
    SentenceRevision,
    Whereabouts,
    WhereaboutsRevision,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Person, person="pk"),
    Held(model=PersonRevision, person="of"),
    Held(model=OtherName, person="person"),
    Held(model=NameKey, person="person", shown=False),
    Held(model=CaseloadEntry, person="person"),
    Held(model=Restriction, person="person", shown=False),
    Held(model=Exclusion, person="person", shown=False),
    Held(model=EmergencyAccess, person="person", shown=False),
    Held(model=Sentence, person="person"),
    Held(model=SentenceRevision, person="of__person"),
    Held(model=Whereabouts, person="person"),
    Held(model=WhereaboutsRevision, person="of__person"),
)
