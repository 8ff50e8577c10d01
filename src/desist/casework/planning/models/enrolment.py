"""An enrolment: somebody takes part in one version of a programme, in one format."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class DeliveryForm(models.TextChoices):
    """The formats in which a programme is delivered, by the codes of the catalogue."""

    INDIVIDUAL = "individual", _("Individual")
    GROUP = "group", _("Group")
    MIXED = "mixed", _("Mixed")


class Enrolment(Record):
    """What plan, group and session hang on; one person may have several, one after another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="enrolments")
    programme = models.CharField(max_length=40)
    programme_version = models.PositiveIntegerField()
    format = models.CharField(max_length=10, choices=DeliveryForm.choices)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("person", "ended_on"))]
        constraints = [
            models.UniqueConstraint(
                fields=("referral",),
                condition=Q(ended_on=None),
                name="one_running_enrolment_of_a_referral",
            )
        ]

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None


class FacilitatorAssignment(Record):
    """A facilitator who delivers an enrolment, from a day on and until ended."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="assignments")
    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment", "user"),
                condition=Q(ended_on=None),
                name="assigned_once_at_a_time",
            )
        ]

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None
