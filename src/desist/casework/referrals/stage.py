"""Stage: how far a referral has come among the steps of a case."""

from __future__ import annotations

from collections.abc import Collection

from desist.casework.pages.tracker import STEPS, Step, tracker
from desist.casework.referrals.models import ENDED, Status

STAGES = {
    Status.REFERRED: "referred",
    Status.RETURNED: "referred",
    Status.SCREENING_PANEL: "referred",
    Status.AWAITING_ASSESSMENT: "assessed",
    Status.PANEL: "assessed",
    Status.AWAITING_ALLOCATION: "eligible",
    Status.SUITABLE_NOT_READY: "eligible",
    Status.DEPRIORITISED: "eligible",
    Status.SCHEDULED: "planned",
    Status.ON_PROGRAMME: "in_delivery",
    Status.COMPLETE: "complete",
    Status.FOLLOW_UP: "follow_up",
}
"""The step of a case at which each status stands; the others keep what was reached before."""


def stage_of(status: str, been: Collection[str]) -> str:
    """The step of a case: by its status, or the furthest of those in which it has been."""
    if status in STAGES:
        return STAGES[Status(status)]
    order = list(STEPS)
    reached = [STAGES[Status(each)] for each in been if each in STAGES]
    return max(reached, key=order.index, default=order[0])


def tracked(status: str, been: Collection[str]) -> list[Step]:
    """The steps as a page shows them."""
    over = status in ENDED and status not in (Status.COMPLETE, Status.FOLLOW_UP)
    return tracker(stage_of(status, been), ended=over)
