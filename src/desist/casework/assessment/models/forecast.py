"""A forecast: which decided cases would end otherwise under a version of a rule not yet in use."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.assessment.models.decision import EligibilityDecision
from desist.casework.records.record import Record
from desist.casework.tasks.lost_job import is_lost


class ForecastState(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Forecast(Record):
    """One version of one rule, held against the stored facts of every decided case."""

    rule = models.CharField(max_length=100)
    rule_version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10, choices=ForecastState.choices, default=ForecastState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=("rule", "rule_version", "id"))]

    def waits_at(self, now: datetime) -> bool:
        """Whether it is computed, and not for so long that whoever computed it must have died."""
        return self.state == ForecastState.WAITING and not is_lost(since=self.asked_at, now=now)

    def broke_off_at(self, now: datetime) -> bool:
        """Whether nothing will come of it."""
        return self.state != ForecastState.DONE and not self.waits_at(now)

    @property
    def percent(self) -> int:
        """How much of it is computed, from 0 to 100; never of how many."""
        return 100 if not self.whole else 100 * self.done // self.whole


class ForecastCase(Record):
    """A decided case that would end otherwise."""

    forecast = models.ForeignKey(Forecast, models.PROTECT, related_name="cases")
    decision = models.ForeignKey(EligibilityDecision, models.PROTECT, related_name="+")
    outcome_today = models.CharField(max_length=40)
    """By the rules in use today, over the facts as they were stored."""
    outcome_under = models.CharField(max_length=40)
