"""A group: people who go through one version of a programme together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import DeliveryUnit, User
from desist.casework.people.models import Nation
from desist.casework.planning.models import DeliveryForm, Room
from desist.casework.records.editable import Editable, Revision


class GroupEnded(models.TextChoices):
    """Why a group meets no longer."""

    HELD = "held", _("All its sessions were held")
    TOO_FEW = "too_few", _("Too few members")
    STAFF_OR_ROOM = "staff_or_room", _("No staff or no room")
    ERROR = "error", _("Entered in error")


class Cohort(models.TextChoices):
    """For whom a group is; the codes are those by which groups are formed."""

    SEXUAL = "sexual", _("Sexual offending")
    SEXUAL_LDC = "sexual_ldc", _("Sexual offending, adapted for learning disabilities")
    GENERAL = "general", _("General offending")
    GENERAL_LDC = "general_ldc", _("General offending, adapted for learning disabilities")


class ProgrammeGroup(Editable):
    """People who meet so many times in one order, each with their own plan.

    ``room``, ``facilitator`` and ``co_facilitator`` are the usual ones: a session may have others.
    """

    FORMATS: ClassVar = tuple(
        each for each in DeliveryForm.choices if each[0] != DeliveryForm.INDIVIDUAL
    )

    name = models.CharField(max_length=30)
    """A short code, as it stands in calendars and on doors: never what the programme is about."""
    unit = models.ForeignKey(DeliveryUnit, models.PROTECT, related_name="groups")
    programme = models.CharField(max_length=40)
    programme_version = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=FORMATS)
    cohort = models.CharField(max_length=20, choices=Cohort.choices)
    nation = models.CharField(max_length=20, choices=Nation.choices)
    """Whose bank holidays it keeps."""
    begins_on = models.DateField()
    meets = models.CharField(max_length=400)
    """Parts of the week in which it can meet, such as ``tuesday_evening``, a space between."""
    a_week = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    room = models.ForeignKey(Room, models.PROTECT, related_name="groups")
    facilitator = models.ForeignKey(User, models.PROTECT, related_name="groups_led")
    co_facilitator = models.ForeignKey(User, models.PROTECT, related_name="groups_supported")
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, choices=GroupEnded.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("unit", "name"), name="group_named_once_a_unit"),
            models.CheckConstraint(
                condition=~Q(co_facilitator=F("facilitator")), name="a_group_is_led_by_two"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(ended_because=""), name="a_group_ends_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None

    @property
    def facilitators(self) -> tuple[User, User]:
        """Who usually leads it."""
        return self.facilitator, self.co_facilitator


class ProgrammeGroupRevision(Revision):
    """A state that a group has had."""

    of = models.ForeignKey(ProgrammeGroup, models.PROTECT, related_name="revisions")
