"""A catch-up: a session held at another time, to make good one that was missed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Appointment, Enrolment, Room, Session
from desist.casework.records.editable import Editable, Revision


class CatchUpState(models.TextChoices):
    """Where a catch-up stands."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class CatchUp(Session, Editable):
    """It takes the time of a person, a facilitator and a room as any session does."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="catch_ups")
    missed = models.ForeignKey(Appointment, models.PROTECT, related_name="catch_ups")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="catch_ups_led")
    co_facilitator = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="catch_ups_supported"
    )
    state = models.CharField(
        max_length=10, choices=CatchUpState.choices, default=CatchUpState.PLANNED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("missed",),
                condition=Q(state="planned"),
                name="one_catch_up_planned_for_a_session",
            )
        ]


class CatchUpRevision(Revision):
    """A state that a catch-up has had."""

    of = models.ForeignKey(CatchUp, models.PROTECT, related_name="revisions")
