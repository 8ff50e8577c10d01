"""An appointment: one session of one person, alone or in a group, and what it takes up."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.models.booking import UPCOMING, Booking
from desist.casework.planning.models.enrolment import Enrolment
from desist.casework.planning.models.place import Room
from desist.casework.planning.models.plan import TreatmentPlan
from desist.casework.records.editable import Revision
from desist.casework.records.record import Record


class Appointment(Booking):
    """One session of one person: of the plan, or a catch-up of one that was missed."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="appointments")
    plan = models.ForeignKey(TreatmentPlan, models.PROTECT, related_name="appointments")
    makes_good = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="catch_ups", db_index=False
    )
    """The session that was missed, where this is a catch-up of it."""
    group_session = models.UUIDField(null=True, editable=False)
    """The opaque id of the group's session of which this is one member's part; it takes room and
    staff, and is moved and called off for all of them."""

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
            models.Index(
                fields=("group_session",),
                condition=Q(group_session__isnull=False),
                name="parts_of_a_groups_session",
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
    def takes(self) -> dict[str, Any]:
        """The person's time; that of staff and room unless a group's session takes it."""
        taken = {"people": (), "staff": (), "room": None} if self.is_shared else super().takes
        return {**taken, "people": (self.enrolment.person,)}

    @property
    def is_shared(self) -> bool:
        """Whether it is one member's part of a group's session."""
        return self.group_session is not None

    @property
    def is_catch_up(self) -> bool:
        """Whether it makes good one that was missed."""
        return self.makes_good_id is not None


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
