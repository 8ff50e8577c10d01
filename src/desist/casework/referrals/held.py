"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.records.held import Held
from desist.casework.referrals.models import (
    ChangedFact,
    DraftRevision,
    EarlierProgramme,
    OffenceRevision,
    PublicProtection,
    Referral,
    ReferralDraft,
    ReferralRevision,
    ReferredOffence,
    Screening,
    Stance,
    StatusChange,
)

HELD = (
    Held(model=Referral, person="person"),
    Held(model=ReferralRevision, person="of__person"),
    Held(model=StatusChange, person="referral__person"),
    Held(model=ReferredOffence, person="referral__person"),
    Held(model=OffenceRevision, person="of__referral__person"),
    Held(model=Stance, person="referral__person"),
    Held(model=PublicProtection, person="referral__person"),
    Held(model=Screening, person="referral__person"),
    Held(model=ChangedFact, person="referral__person"),
    Held(model=EarlierProgramme, person="person"),
    Held(model=ReferralDraft, person="person"),
    Held(model=DraftRevision, person="of__person"),
)
