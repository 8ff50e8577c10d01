"""A sentence as supervision needs it: which order, which requirement or condition, for how long."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision


class Nation(models.TextChoices):
    """Whose law it is, and so whose rules on enforcement and whose bank holidays."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")


class Order(models.TextChoices):
    """What somebody is supervised under."""

    COMMUNITY_ORDER = "community_order", _("Community order")
    SUSPENDED_SENTENCE_ORDER = "suspended_sentence_order", _("Suspended sentence order")
    LICENCE = "licence", _("Licence")
    POST_SENTENCE_SUPERVISION = "post_sentence_supervision", _("Post-sentence supervision")
    VOLUNTARY = "voluntary", _("None: comes of their own will")


class Requirement(models.TextChoices):
    """What in it asks for a programme. Without one, nobody can be held to attend."""

    PROGRAMME_REQUIREMENT = "programme_requirement", _("Accredited programme requirement")
    REHABILITATION_ACTIVITY = "rehabilitation_activity", _("Rehabilitation activity requirement")
    LICENCE_CONDITION = "licence_condition", _("Licence condition")
    SUPERVISION_REQUIREMENT = "supervision_requirement", _("Supervision requirement")
    NONE = "none", _("None")


class Termination(models.TextChoices):
    """Why an order ended before its time."""

    GOOD_PROGRESS = "good_progress", _("Ended early for good progress")
    REVOKED = "revoked", _("Revoked")
    RESENTENCED = "resentenced", _("Sentenced anew")
    RECALLED = "recalled", _("Recalled")
    DIED = "died", _("Died")
    OTHER = "other", _("Another reason")


class Sentence(Editable):
    """One sentence, with the requirement or licence condition that asks for a programme, if any.

    Never the offence. One person may have several; none is unique by number, so that two records
    of one person can be merged.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="sentences")
    order = models.CharField(max_length=30, choices=Order.choices)
    requirement = models.CharField(max_length=30, choices=Requirement.choices)
    number = models.CharField(max_length=20, blank=True)
    """Under which the court's or the prison's record has it."""
    nation = models.CharField(max_length=20, choices=Nation.choices)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    """The last day; None where it has no end, as a life licence."""
    terminated_on = models.DateField(null=True)
    """The first day on which it no longer holds, where it was ended early."""
    terminated_because = models.CharField(max_length=20, choices=Termination.choices, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="sentence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(terminated_on__gte=F("begins_on")),
                name="sentence_terminated_after_it_begins",
            ),
        ]

    def in_force_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        begun = self.begins_on <= day
        ended = self.ends_on is not None and self.ends_on < day
        return begun and not ended and not (self.terminated_on and self.terminated_on <= day)

    def days_left(self, day: date) -> int | None:
        """Days from ``day`` to the last one; None where it has no end. Never below zero."""
        return None if self.ends_on is None else max(0, (self.ends_on - day).days)

    @property
    def is_enforceable(self) -> bool:
        """Whether an order asks for attendance, so that absence can have consequences."""
        return self.order != Order.VOLUNTARY and self.requirement != Requirement.NONE


class SentenceRevision(Revision):
    """A state that the record of a sentence has had."""

    of = models.ForeignKey(Sentence, models.PROTECT, related_name="revisions")
