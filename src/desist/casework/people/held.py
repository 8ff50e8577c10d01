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
)
