"""What this app holds about a person, for subject access, merging and retention.

It moves and ends with the participant's record, and is never shown to them: it is about others.
"""

from desist.casework.partners.models import (
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    FamilyMemberRevision,
    SafetyCheck,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=FamilyMember, person="person", shown=False),
    Held(model=FamilyMemberRevision, person="of__person", shown=False),
    Held(model=SafetyCheck, person="member__person", shown=False),
    Held(model=FamilyConsent, person="member__person", shown=False),
    Held(model=FamilyContact, person="member__person", shown=False),
)
