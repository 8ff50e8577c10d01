"""Partner and family work, and what staff say of their own day."""

from desist.casework.partners.models.debrief import Debrief, DebriefAnswer, DebriefKind
from desist.casework.partners.models.family_member import (
    ContactKind,
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    FamilyMemberRevision,
    FamilyNeed,
    KnownAbuse,
    Relation,
    SafetyCheck,
    SafetyResult,
)

__all__ = [
    "ContactKind",
    "Debrief",
    "DebriefAnswer",
    "DebriefKind",
    "FamilyConsent",
    "FamilyContact",
    "FamilyMember",
    "FamilyMemberRevision",
    "FamilyNeed",
    "KnownAbuse",
    "Relation",
    "SafetyCheck",
    "SafetyResult",
]
