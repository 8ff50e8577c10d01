"""A study: a question about a programme, for which somebody may be given what is needed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.record import Record


class CountsFrom(models.TextChoices):
    """From which day each person's time is counted, and so who can be compared with whom."""

    WAIT_ENDED = "wait_ended", _("The day their wait ended, with a place or for want of one")
    SENTENCE = "sentence", _("The start of their order, or their release")


class Predicts(models.TextChoices):
    """Which risk, as predicted before the programme, goes with each person."""

    IMAGE = "image", _("Images and indirect contact (OSP/IIC)")
    CONTACT = "contact", _("Direct contact (OSP/DC)")


class StudyState(models.TextChoices):
    """Where a study stands."""

    ASKED = "asked", _("Waiting for a decision")
    ALLOWED = "allowed", _("Allowed")
    REFUSED = "refused", _("Refused")
    CLOSED = "closed", _("Closed")


class Study(Record):
    """What is asked, of which programme and which years, and who allowed it until when.

    ``first_day`` and ``last_day`` bound the day from which a person's time is counted.
    ``horizon_days`` is over how long the predictor predicts, where the site's own papers say so:
    the rules that this service holds do not.
    """

    title = models.CharField(max_length=150)
    question = models.TextField()
    approval = models.CharField(max_length=150, blank=True)
    """Under which number an ethics committee or a research board approved it."""
    programme = models.CharField(max_length=60)
    counts_from = models.CharField(max_length=15, choices=CountsFrom.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    predicts = models.CharField(max_length=10, choices=Predicts.choices)
    horizon_days = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=StudyState.choices, default=StudyState.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.TextField(blank=True)
    open_until = models.DateField(null=True)
    """The last day on which anything is given out for it."""

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_study_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="a_study_is_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_allowed(self) -> bool:
        """Whether something may be given out for it, its last day apart."""
        return self.state == StudyState.ALLOWED

    @property
    def is_open(self) -> bool:
        """Whether it is neither refused nor closed."""
        return self.state in (StudyState.ASKED, StudyState.ALLOWED)

    @property
    def was_allowed(self) -> bool:
        """Whether it was ever allowed; a finding may come when it is closed."""
        return self.open_until is not None and self.state in (
            StudyState.ALLOWED,
            StudyState.CLOSED,
        )

    def is_over_on(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.open_until is not None and self.open_until < day
