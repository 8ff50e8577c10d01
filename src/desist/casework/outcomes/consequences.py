"""What a step of a referral brings about here: whoever left a programme has an end to record."""

from __future__ import annotations

from datetime import datetime

from desist.casework.outcomes.actions.ending import ask_how_it_ended
from desist.casework.referrals.consequence import consequence
from desist.casework.referrals.models import ENDED, Referral
from desist.programme.referral_flow import Transition


@consequence
def have_the_ending_recorded(*, referral: Referral, way: Transition, at: datetime) -> None:
    """Ask a manager how the programme ended for whom it did, where nobody has recorded it."""
    if referral.status in ENDED:
        ask_how_it_ended(referral=referral, at=at)
