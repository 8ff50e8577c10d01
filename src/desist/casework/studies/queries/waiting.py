"""Waiting: how somebody's wait for a programme began and ended, as the steps of referrals tell.

One referral goes through the statuses of the flow; what is said here needs their codes and days
alone, so it can be told years later of a record that was made anonymous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desist.casework.referrals.models import ENDED, Status

SUITABLE = (
    Status.AWAITING_ALLOCATION,
    Status.SUITABLE_NOT_READY,
    Status.DEPRIORITISED,
    Status.SCHEDULED,
    Status.ON_PROGRAMME,
)
"""Whoever reached one of these was found suitable for the programme."""
PLACE = (Status.SCHEDULED, Status.ON_PROGRAMME)
"""Whoever reached one of these got a place."""
ON_THE_LIST = (Status.AWAITING_ALLOCATION, Status.DEPRIORITISED)
"""Ready, and kept waiting by the service alone."""
NO_PLACE, ORDER_ENDED, IN_ERROR, DEATH = (
    "no_place_in_time", "order_ended", "entered_in_error", "death",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """A status that a referral came to, why, and from which day."""

    to: str
    reason: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What the steps of one referral say: None for what has not happened."""

    found_on: date | None = None
    """Found suitable."""
    place_on: date | None = None
    """Got a place."""
    without_on: date | None = None
    """Left the list without one."""
    want_of_place: bool = False
    """Whether there simply was none to be had."""
    completed_on: date | None = None
    died_on: date | None = None
    in_error: bool = False

    @property
    def ended_on(self) -> date | None:
        """With a place, or for want of one; None for whoever waits, or left for another reason."""
        return self.place_on or (self.without_on if self.want_of_place else None)


def waiting_of(steps: Iterable[Step]) -> Waiting:
    """Read the steps of one referral, in order."""
    found = place = without = completed = died = None
    want, in_error, before = False, False, ""
    for step in steps:
        found = found or (step.on if step.to in SUITABLE else None)
        place = place or (step.on if step.to in PLACE else None)
        completed = completed or (step.on if step.to == Status.COMPLETE else None)
        if step.to in ENDED:
            died = died or (step.on if step.reason == DEATH else None)
            in_error = in_error or step.reason == IN_ERROR
            if found and not place and not without:
                without, want = step.on, _is_want_of_place(step, before)
        before = step.to
    return Waiting(
        found_on=found,
        place_on=place,
        without_on=None if place else without,
        want_of_place=want and not place,
        completed_on=completed,
        died_on=died,
        in_error=in_error,
    )


def _is_want_of_place(step: Step, before: str) -> bool:
    """Whether the service had no place: it says so, or the order ended while somebody was ready."""
    return step.reason == NO_PLACE or (step.reason == ORDER_ENDED and before in ON_THE_LIST)
