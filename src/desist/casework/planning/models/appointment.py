"""An appointment: one session of the individual format, and what it takes up while it lasts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.models.enrolment import Enrolment
from desist.casework.planning.models.place import Room
from desist.casework.planning.models.plan import TreatmentPlan
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.record import Record
from desist.scheduling.appointment_proposal import LONDON


class AppointmentState(models.TextChoices):
    """Where an appointment stands; one that was moved is still to come."""

    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


UPCOMING = (AppointmentState.PLANNED, AppointmentState.MOVED)
"""States in which a session is still to come."""


class Appointment(Editable):
    """One session of the individual format: of the plan, or a catch-up of one that was missed.

    ``day`` and ``starts`` are those of Europe/London; it lasts so many real ``minutes``.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="appointments")
    plan = models.ForeignKey(TreatmentPlan, models.PROTECT, related_name="appointments")
    number = models.PositiveSmallIntegerField()
    """The session of the plan that it is, or makes good; from 1."""
    makes_good = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="catch_ups", db_index=False
    )
    """The session that was missed, where this is a catch-up of it."""
    day = models.DateField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=60)
    exercises = models.JSONField(default=list)
    """The ids of its exercises, in order."""
    room = models.ForeignKey(Room, models.PROTECT, related_name="appointments")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="sessions_led")
    co_facilitator = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="sessions_supported"
    )
    state = models.CharField(
        max_length=10, choices=AppointmentState.choices, default=AppointmentState.PLANNED
    )
    sequence = models.PositiveIntegerField(default=0)
    """How often calendars were told something new of it."""
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=("facilitator", "day")),
            models.Index(fields=("day",)),
            # Of catch-ups alone: one of all would be walked for those that are none, nearly all.
            models.Index(
                fields=("makes_good",),
                condition=Q(makes_good__isnull=False),
                name="catch_ups_of_a_session",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment", "number"),
                condition=~Q(state="cancelled") & Q(makes_good=None),
                name="one_appointment_for_a_session_of_the_plan",
            ),
            models.UniqueConstraint(
                fields=("makes_good",),
                condition=Q(state__in=UPCOMING),
                name="one_catch_up_to_come_of_a_session",
            ),
        ]

    @property
    def uid(self) -> str:
        """By what calendars know it, for good."""
        return f"{self.public_id}@desist"

    @property
    def is_upcoming(self) -> bool:
        """Whether it is still to come."""
        return self.state in UPCOMING

    @property
    def is_catch_up(self) -> bool:
        """Whether it makes good one that was missed."""
        return self.makes_good_id is not None

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


class AppointmentRevision(Revision):
    """A state that an appointment has had."""

    of = models.ForeignKey(Appointment, models.PROTECT, related_name="revisions")


class Hold(Record):
    """A quarter of an hour of a person, a member of staff or a room, taken by one session.

    Unique rows are what makes two bookings of one room impossible, whoever is faster. ``slot``
    counts quarters of an hour in UTC, so that the clocks may change; ``session`` is the opaque id
    of what took it: an appointment here, a group's session above.
    """

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    slot = models.BigIntegerField()
    session = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("person", "slot"), name="person_in_one_place"),
            models.UniqueConstraint(fields=("user", "slot"), name="member_of_staff_in_one_place"),
            models.UniqueConstraint(fields=("room", "slot"), name="one_session_in_a_room"),
        ]
