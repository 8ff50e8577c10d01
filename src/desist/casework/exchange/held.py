"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.exchange.models import OutboundEvent, Submission
from desist.casework.records.held import Held

HELD = (
    Held(model=Submission, person="referral__person", shown=False),
    Held(model=OutboundEvent, person="referral__person", shown=False),
)
