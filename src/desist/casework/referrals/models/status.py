"""Where a referral stands, where the person lives, and what the referral rests on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
