"""Responsivity: what delivery must adapt to. Needs, not diagnoses, wherever one can do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models.person import Person
from desist.casework.people.models.source import Source
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Known(models.TextChoices):
    """What is known of a condition that shapes how somebody learns."""

    NOT_ASKED = "not_asked", _("Not asked")
    NO = "no", _("No")
    DIAGNOSED = "diagnosed", _("Diagnosed")
    SUSPECTED = "suspected", _("Suspected or says so; not diagnosed")
    DECLINED = "declined", _("Declined to say")


class Literacy(models.TextChoices):
    """Reading and writing in the language of the programme."""

    NOT_ASKED = "not_asked", _("Not asked")
    NO_SUPPORT = "no_support", _("Needs no support")
    SOME_SUPPORT = "some_support", _("Needs some support, or plain words")
    NOT_READING = "not_reading", _("Needs everything spoken or pictured")
    DECLINED = "declined", _("Declined to say")


class MentalHealth(models.TextChoices):
    """What bears on taking part now."""

    NOT_ASKED = "not_asked", _("Not asked")
    NOTHING = "nothing", _("Nothing that bears on taking part")
    ADJUSTMENT = "adjustment", _("Takes part with adjustments")
    IN_TREATMENT = "in_treatment", _("In treatment; agree the timing with the health service")
    DECLINED = "declined", _("Declined to say")


class Responsivity(Editable):
    """One a person, held so by its action and not by a constraint, so that people can be merged."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="responsivity")
    autism = models.CharField(max_length=20, choices=Known.choices)
    attention = models.CharField(max_length=20, choices=Known.choices)
    """Attention deficit and hyperactivity (ADHD)."""
    literacy = models.CharField(max_length=20, choices=Literacy.choices)
    mental_health = models.CharField(max_length=20, choices=MentalHealth.choices)
    religious_times = EncryptedText(blank=True, default="")
    caring_duties = EncryptedText(blank=True, default="")
    adjustments = EncryptedText(blank=True, default="")
    """What staff do differently: breaks, pictures, a quiet seat."""
    source = models.CharField(max_length=20, choices=Source.choices)
    asked_on = models.DateField()

    class Meta:
        verbose_name_plural = "responsivity"


class ResponsivityRevision(Revision):
    """A state that this record has had."""

    of = models.ForeignKey(Responsivity, models.PROTECT, related_name="revisions")


class ScreenOutcome(models.TextChoices):
    """What a screen for learning disabilities and challenges (LDC) came to."""

    POSITIVE = "positive", _("Positive: consider an adapted programme")
    NEGATIVE = "negative", _("Negative")


class LearningScreen(Record):
    """One screen, or one human judgement over it. Rows are added and never changed.

    ``score`` is judged by a rule of the catalogue, named with its version; ``overrides`` marks a
    judgement that stands whatever later scores say, until somebody judges again.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="learning_screens")
    screened_on = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=ScreenOutcome.choices)
    rule = models.CharField(max_length=80, blank=True)
    """The rule and version by which the score was judged; empty for a human's judgement."""
    overrides = models.BooleanField(default=False)
    because = EncryptedText(blank=True, default="")
    source = models.CharField(max_length=20, choices=Source.choices)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
