"""Statistics: how many referrals stand at each status, why they ended, how long each took.

Only what somebody may see is counted, so no number here tells of a case that is hidden from them.
A programme lead, who sees no case, counts those of the whole service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, QuerySet

from desist.casework.access import Role, rows
from desist.casework.access.policy import Actor
from desist.casework.referrals.models import ENDED, Referral, Status, StatusChange


@dataclass(frozen=True, kw_only=True)
class AtStatus:
    """One status: how many stand there, how many have passed it, and days at it on average."""

    status: Status
    now: int
    passed: int
    mean_days: float | None
    """Of those who have passed it; None where nobody has."""


@dataclass(frozen=True, kw_only=True)
class EndedFor:
    """One reason for which referrals ended, left or paused, at one status."""

    status: Status
    reason: str
    number: int


def at_each_status(
    actor: Actor, *, programme: str = "", since: date | None = None
) -> Sequence[AtStatus]:
    """Every status in the order of a referral's life; two queries."""
    held = _chosen(actor, programme, since)
    now = dict(held.values_list("status").annotate(number=Count("pk")))
    took = ExpressionWrapper(F("ended_on") - F("effective_on"), output_field=DurationField())
    passed = {
        status: (number, mean)
        for status, number, mean in _steps(held)
        .filter(ended_on__isnull=False)
        .values_list("to_status")
        .annotate(number=Count("pk"), mean=Avg(took))
    }
    return [
        AtStatus(
            status=status,
            now=now.get(status, 0),
            passed=passed.get(status, (0, None))[0],
            mean_days=_days(passed.get(status, (0, None))[1]),
        )
        for status in Status
    ]


def why_ended(
    actor: Actor, *, programme: str = "", since: date | None = None
) -> Sequence[EndedFor]:
    """Each ending with its reason, the commonest first; of those that ended and stayed so."""
    held = _chosen(actor, programme, since)
    ends = [each for each in ENDED if each not in (Status.COMPLETE, Status.FOLLOW_UP)]
    found = (
        _steps(held)
        .filter(to_status__in=ends, ended_on=None)
        .values_list("to_status", "reason")
        .annotate(number=Count("pk"))
        .order_by("-number", "to_status", "reason")
    )
    return [
        EndedFor(status=Status(status), reason=reason, number=number)
        for status, reason, number in found
    ]


def counts_the_whole(actor: Actor) -> bool:
    """Whether somebody counts the whole service."""
    return actor.standing.holds(Role.LEAD)


def countable(actor: Actor) -> QuerySet[Referral]:
    """The referrals that somebody may count."""
    return Referral._base_manager.all() if counts_the_whole(actor) else rows(actor, Referral)


def _chosen(actor: Actor, programme: str, since: date | None) -> QuerySet[Referral]:
    held = countable(actor).order_by()
    if programme:
        held = held.filter(programme=programme)
    return held.filter(referred_on__gte=since) if since else held


def _steps(held: QuerySet[Referral]) -> QuerySet[StatusChange]:
    return StatusChange._base_manager.filter(referral__in=held.values("pk")).order_by()


def _days(mean: timedelta | None) -> float | None:
    return None if mean is None else mean.total_seconds() / 86_400
