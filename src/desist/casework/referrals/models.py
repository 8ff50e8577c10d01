"""A referral: who was put forward, for which programme, by whom, and where it stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Status(models.TextChoices):
    """Where a referral stands. What each means and what may follow is the flow's."""

    REFERRED = "referred", _("Referred")
    RETURNED = "returned", _("Returned to the referrer")
    SCREENING_PANEL = "screening_panel", _("With a panel (screening)")
    AWAITING_ASSESSMENT = "awaiting_assessment", _("Awaiting assessment")
    PANEL = "panel", _("With a panel")
    AWAITING_ALLOCATION = "awaiting_allocation", _("Awaiting allocation")
    SUITABLE_NOT_READY = "suitable_not_ready", _("Suitable but not ready")
    DEPRIORITISED = "deprioritised", _("Deprioritised")
    SCHEDULED = "scheduled", _("Scheduled")
    ON_PROGRAMME = "on_programme", _("On programme")
    ON_HOLD = "on_hold", _("On hold")
    BREACH = "breach", _("Breach")
    RECALL = "recall", _("Recall")
    RETURN_TO_COURT = "return_to_court", _("Return to court")
    DEFERRED = "deferred", _("Deferred")
    COMPLETE = "complete", _("Programme complete")
    FOLLOW_UP = "follow_up", _("Follow-up")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    REFERRED_ELSEWHERE = "referred_elsewhere", _("Referred to another programme")
    DESELECTED = "deselected", _("Deselected")
    CLOSED = "closed", _("Closed")


ENDED = (
    Status.COMPLETE,
    Status.FOLLOW_UP,
    Status.WITHDRAWN,
    Status.NOT_ELIGIBLE,
    Status.NOT_SUITABLE,
    Status.REFERRED_ELSEWHERE,
    Status.DESELECTED,
    Status.CLOSED,
)
"""In which nobody waits for or takes part in the programme any more."""


class Setting(models.TextChoices):
    """Where the person lives while on the programme."""

    COMMUNITY = "community", _("Community")
    CUSTODY = "custody", _("Custody")


class Source(models.TextChoices):
    """What a referral rests on: whether somebody must take part, and who enforces it."""

    REQUIREMENT = "requirement", _("Requirement of a court order")
    LICENCE = "licence", _("Licence condition")
    VOLUNTARY = "voluntary", _("Voluntary")


class Nation(models.TextChoices):
    """Where the person is supervised: which offences there are, and which days are worked."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


class Referral(Editable):
    """Somebody is put forward for a programme; one person may be, several times."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    programme = models.CharField(max_length=60)
    programme_version = models.PositiveIntegerField()
    """Those of the catalogue; what a version of a programme is never changes."""
    setting = models.CharField(max_length=20, choices=Setting.choices)
    source = models.CharField(max_length=20, choices=Source.choices)
    nation = models.CharField(max_length=20, choices=Nation.choices)
    referred_on = models.DateField()
    referred_by = models.ForeignKey(User, models.PROTECT, related_name="referrals")
    status = models.CharField(max_length=30, choices=Status.choices, default=Status.REFERRED)
    status_since = models.DateField()
    context = EncryptedText(blank=True)
    """What the assessor should know, in neutral words; never a victim's name."""

    class Meta:
        indexes = [models.Index(fields=("status", "referred_on", "id"))]

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for the programme or takes part in it."""
        return self.status not in ENDED


class ReferralRevision(Revision):
    """A state that a referral has had."""

    of = models.ForeignKey(Referral, models.PROTECT, related_name="revisions")


class StatusChange(Record):
    """A referral went from one status to another: on which day, why, who said so and when."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="status_changes")
    from_status = models.CharField(max_length=30, choices=Status.choices, blank=True)
    to_status = models.CharField(max_length=30, choices=Status.choices)
    reason = models.CharField(max_length=60, blank=True)
    """A coded reason of the flow."""
    note = EncryptedText(blank=True)
    effective_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("to_status", "reason", "effective_on"))]
