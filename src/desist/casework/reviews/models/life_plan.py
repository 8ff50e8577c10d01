"""The New Life Plan: what matters to somebody, what they go towards and keep away from, and how."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record

LOOKS = ("look_again_on", "second_look_on", "third_look_on")
"""The fields of the days on which a New Life Plan is looked at again, in order."""


class PlanLanguage(models.TextChoices):
    """In which language its headings stand. The words are whatever the participant says."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")


class Direction(models.TextChoices):
    """Whether a goal is striven for or kept away from."""

    APPROACH = "approach", _("Something to work towards")
    AVOID = "avoid", _("Something to stay away from")


class Standing(models.TextChoices):
    """Whether a goal is still one."""

    OPEN = "open", _("Still a goal")
    REACHED = "reached", _("Reached")
    LEFT = "left", _("No longer wanted")


class Going(models.TextChoices):
    """How it goes with a goal, as the participant says. Words of the service, not a measure."""

    WELL = "well", _("Going well")
    SOME = "some", _("Some of it")
    STUCK = "stuck", _("Stuck")
    BACK = "back", _("Harder than before")


class LifePlan(Editable):
    """The participant's own, one for a course; every earlier state stays as a revision."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="life_plan")
    language = models.CharField(max_length=5, choices=PlanLanguage.choices)
    matters = EncryptedText(blank=True, default="")
    supports = EncryptedText(blank=True, default="")
    warning_signs = EncryptedText(blank=True, default="")
    responses = EncryptedText(blank=True, default="")
    safeguards = EncryptedText(blank=True, default="")
    """What they do about devices and the internet."""
    written_on = models.DateField()
    look_again_on = models.DateField()
    second_look_on = models.DateField(null=True)
    third_look_on = models.DateField(null=True)

    @property
    def looks(self) -> list[date]:
        """The days on which it is looked at again, in order."""
        days = (getattr(self, name) for name in LOOKS)
        return [each for each in days if each is not None]

    def next_look(self, day: date) -> date | None:
        """The first of them that is not over; None where all are."""
        return next((each for each in self.looks if each >= day), None)


class LifePlanRevision(Revision):
    """A state that a New Life Plan has had."""

    of = models.ForeignKey(LifePlan, models.PROTECT, related_name="revisions")


class LifeGoal(Editable):
    """One goal, in the participant's words, with its steps and what helps and hinders."""

    plan = models.ForeignKey(LifePlan, models.PROTECT, related_name="goals")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    goal = EncryptedText()
    steps = EncryptedText(blank=True, default="")
    helps = EncryptedText(blank=True, default="")
    obstacles = EncryptedText(blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.OPEN)


class LifeGoalRevision(Revision):
    """A state that a goal has had."""

    of = models.ForeignKey(LifeGoal, models.PROTECT, related_name="revisions")


class GoalProgress(Record):
    """How it goes with a goal on one day. What was said before stays."""

    goal = models.ForeignKey(LifeGoal, models.PROTECT, related_name="progress")
    going = models.CharField(max_length=10, choices=Going.choices)
    words = EncryptedText(blank=True, default="")
    said_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("goal", "said_on"))]
