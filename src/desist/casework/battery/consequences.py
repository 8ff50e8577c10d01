"""What a step of a referral brings about here: only what still says something is asked for."""

from __future__ import annotations

from datetime import datetime

from desist.casework.battery.actions.asking import follow_status
from desist.casework.referrals.consequence import consequence
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


@consequence
def ask_what_says_something(*, referral: Referral, way: Transition, at: datetime) -> None:
    """Ask for no form whose answers would say nothing any more; ask again where one would."""
    follow_status(referral=referral, at=at)
