"""Where sessions are held, and when staff are away."""

from __future__ import annotations

from django.db import models

from desist.casework.accounts.models import DeliveryUnit, User
from desist.casework.records.record import Record


class Place(Record):
    """A building in which sessions are held."""

    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, related_name="places")
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("unit", "name"), name="place_named_once_a_unit")
        ]

    def __str__(self) -> str:
        return self.name


class Room(Record):
    """A room that can be booked, and what it offers to whom it must suit."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=100)
    capacity = models.PositiveSmallIntegerField()
    step_free = models.BooleanField(default=False)
    hearing_loop = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("place", "name"), name="room_named_once_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"


class StaffLeave(Record):
    """Days on which a member of staff is away, both included; never why."""

    user = models.ForeignKey(User, models.PROTECT, related_name="leave")
    first_on = models.DateField()
    last_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("user", "first_on"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="leave_does_not_end_before_it_begins",
            )
        ]
