"""An outbound event: that something changed, for one system that may know it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.exchange.models.system import OtherSystem
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class EventKind(models.TextChoices):
    """What changed. What it changed to is asked for, by whoever may read it."""

    REFERRAL = "referral.changed", _("A referral")
    APPOINTMENTS = "appointments.changed", _("Sessions")
    ATTENDANCE = "attendance.changed", _("Attendance")


class EventState(models.TextChoices):
    """Where it stands on its way."""

    KEPT = "kept", _("Kept until it is asked for")
    WAITING = "waiting", _("Waiting to be sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Given up")


class OutboundEvent(Record):
    """Written with the change itself, sent after it. In the order of ``id`` for each system."""

    system = models.ForeignKey(OtherSystem, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=EventKind.choices)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=EventState.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=60, blank=True)
    """What the other side said last: a status, or that it was not reached."""
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("system", "id")), models.Index(fields=("state", "id"))]
