"""Kept place: whether sessions can be booked for somebody: not once their place was given up."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import Referral


def has_place(referral: Referral) -> bool:
    """Whether they wait for a place, take part, or have theirs kept, as on hold."""
    return flow_on(timezone.localdate()).has_place(referral.status)


def is_suitable(referral: Referral) -> bool:
    """Whether they were found suitable, and so may be enrolled."""
    return flow_on(timezone.localdate()).is_suitable(referral.status)


def with_place() -> tuple[str, ...]:
    """The statuses of which that is so."""
    flow = flow_on(timezone.localdate())
    return tuple(each.id for each in flow.status if flow.has_place(each.id))


def hold_place(enrolment: Enrolment, *, at: datetime) -> Referral:
    """The referral as it stands now, whose steps wait until this act is over.

    Without it, whoever is withdrawn while their sessions are booked would keep them.

    Raises:
        StaleVersion: their place was given up meanwhile.
    """
    stored = Referral.objects.select_for_update().get(pk=enrolment.referral_id)
    if not flow_on(timezone.localdate(at)).has_place(stored.status):
        raise StaleVersion(stored)
    return stored


def hold_suitable(referral: Referral, *, at: datetime) -> None:
    """The same before they are enrolled.

    Raises:
        StaleVersion: they are not found suitable yet, or no longer.
    """
    stored = Referral.objects.select_for_update().get(pk=referral.pk)
    if not flow_on(timezone.localdate(at)).is_suitable(stored.status):
        raise StaleVersion(stored)
