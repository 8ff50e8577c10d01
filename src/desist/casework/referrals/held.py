"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.records.held import Held
from desist.casework.referrals.models import Referral, ReferralRevision, StatusChange

HELD = (
    Held(model=Referral, person="person"),
    Held(model=ReferralRevision, person="of__person"),
    Held(model=StatusChange, person="referral__person"),
)
