"""Booking: when and where one session is held and by whom, whether with one person or a group."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models.place import Room
from desist.casework.records.editable import Editable
from desist.scheduling.appointment_proposal import LONDON


class AppointmentState(models.TextChoices):
    """Where a session stands; one that was moved is still to come."""

    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


UPCOMING = (AppointmentState.PLANNED, AppointmentState.MOVED)
"""States in which a session is still to come."""


class Booking(Editable):
    """What a session of one person and a session of a group have in common.

    ``day`` and ``starts`` are those of Europe/London; it lasts so many real ``minutes``.
    """

    number = models.PositiveSmallIntegerField()
    """The session of the plan that it is, or makes good; from 1."""
    day = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=60)
    exercises = models.JSONField(default=list)
    """The ids of its exercises, in order."""
    room = models.ForeignKey(Room, models.PROTECT, related_name="%(class)ss")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="%(class)ss_led")
    co_facilitator = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="%(class)ss_supported"
    )
    state = models.CharField(
        max_length=10, choices=AppointmentState.choices, default=AppointmentState.PLANNED
    )
    sequence = models.PositiveIntegerField(default=0)
    """How often calendars were told something new of it."""
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def takes(self) -> dict[str, Any]:
        """Whose time it takes while it lasts: people, staff and a room."""
        return {"people": (), "staff": self.facilitators, "room": self.room}

    @property
    def uid(self) -> str:
        """By what calendars know it, for good."""
        return f"{self.public_id}@desist"

    @property
    def is_upcoming(self) -> bool:
        """Whether it is still to come."""
        return self.state in UPCOMING

    @property
    def facilitators(self) -> tuple[User, ...]:
        """Who delivers it, whoever leads first."""
        return tuple(each for each in (self.facilitator, self.co_facilitator) if each is not None)

    def is_to_come(self, *, after: date, at: datetime) -> bool:
        """Whether it was to follow a day, or is of that day and has not begun at a moment."""
        return self.day > after or (self.day == after and self.begins_at > at)

    @property
    def begins_at(self) -> datetime:
        """The instant at which it begins, in local time."""
        return datetime.combine(self.day, self.starts, LONDON)

    @property
    def ends_at(self) -> datetime:
        """The instant at which it ends, in local time: so many real minutes later."""
        after = self.begins_at.astimezone(UTC) + timedelta(minutes=self.minutes)
        return after.astimezone(LONDON)
