"""A catch-up: a session held at another time, to make good one that was missed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Appointment, Enrolment, Room
from desist.casework.planning.models.appointment import LONDON
from desist.casework.records.editable import Editable, Revision


class CatchUpState(models.TextChoices):
    """Where a catch-up stands."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class CatchUp(Editable):
    """It takes the time of a person, a facilitator and a room as any session does."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="catch_ups")
    missed = models.ForeignKey(Appointment, models.PROTECT, related_name="catch_ups")
    day = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
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

    @property
    def facilitators(self) -> tuple[User, ...]:
        """Who delivers it, whoever leads first."""
        return tuple(each for each in (self.facilitator, self.co_facilitator) if each is not None)

    @property
    def begins_at(self) -> datetime:
        """The instant at which it begins, in local time."""
        return datetime.combine(self.day, self.starts, LONDON)

    @property
    def ends_at(self) -> datetime:
        """The instant at which it ends: so many real minutes later."""
        after = self.begins_at.astimezone(UTC) + timedelta(minutes=self.minutes)
        return after.astimezone(LONDON)


class CatchUpRevision(Revision):
    """A state that a catch-up has had."""

    of = models.ForeignKey(CatchUp, models.PROTECT, related_name="revisions")
