"""Stage: from the status of a referral and what was done, the step at which a case stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.tracker import STEPS

NOT_REFERRED = "not_referred"
STAGES = {NOT_REFERRED: _("Not referred"), **STEPS}
"""Where a case may stand, in order."""
WAITING = frozenset({NOT_REFERRED, "referred", "assessed", "eligible", "planned"})
"""Stages before the first session."""

_BY_STATUS = {
    "complete": "complete",
    "follow_up": "follow_up",
    "on_programme": "in_delivery",
    "scheduled": "planned",
    "awaiting_allocation": "eligible",
    "suitable_not_ready": "eligible",
    "deprioritised": "eligible",
    "panel": "assessed",
}
"""What a status says by itself; the others say why a case does not move, or that it ended."""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """What was done for a referral, whatever its status says now."""

    is_assessed: bool = False
    is_planned: bool = False
    sessions_held: int = 0
    sessions_planned: int = 0


def stage_of(status: str, reached: Reached) -> str:
    """The step at which a case stands: what its status says, and no less than what was done."""
    if not status:
        return NOT_REFERRED
    order = list(STAGES)
    return max(_BY_STATUS.get(status, "referred"), _done(reached), key=order.index)


def _done(reached: Reached) -> str:
    if reached.sessions_planned and reached.sessions_held >= reached.sessions_planned:
        return "review"
    if reached.sessions_held:
        return "in_delivery"
    if reached.is_planned:
        return "planned"
    return "assessed" if reached.is_assessed else "referred"
