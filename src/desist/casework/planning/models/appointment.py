"""An appointment: one session of the individual format, and what it takes up while it lasts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.models.enrolment import Enrolment
from desist.casework.planning.models.place import Room
from desist.casework.planning.models.plan import TreatmentPlan
from desist.casework.planning.models.session import Session
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.record import Record


class AppointmentState(models.TextChoices):
    """Where an appointment stands; one that was moved is still to come."""

    PLANNED = "planned", _("Planned")
    MOVED = "moved", _("Moved")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


UPCOMING = (AppointmentState.PLANNED, AppointmentState.MOVED)
"""States in which a session is still to come."""


class Appointment(Session, Editable):
    """One planned session of the individual format."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="appointments")
    plan = models.ForeignKey(TreatmentPlan, models.PROTECT, related_name="appointments")
    number = models.PositiveSmallIntegerField()
    """The session of the plan, from 1."""
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
        indexes = [models.Index(fields=("facilitator", "day")), models.Index(fields=("day",))]
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment", "number"),
                condition=~Q(state="cancelled"),
                name="one_appointment_for_a_session_of_the_plan",
            )
        ]

    @property
    def uid(self) -> str:
        """By what calendars know it, for good."""
        return f"{self.public_id}@desist"

    @property
    def is_upcoming(self) -> bool:
        """Whether it is still to come."""
        return self.state in UPCOMING


class AppointmentRevision(Revision):
    """A state that an appointment has had."""

    of = models.ForeignKey(Appointment, models.PROTECT, related_name="revisions")


class Hold(Record):
    """A quarter of an hour of a person, a member of staff or a room, taken by one session.

    Unique rows are what makes two bookings of one room impossible, whoever is faster. ``slot``
    counts quarters of an hour in UTC, so that the clocks may change; ``session`` is the opaque id
    of what took it: an appointment here, a group's session or a catch-up above.
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
