"""A review: three parties look back and ahead, at a fixed point or when one of them asks."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Party(models.TextChoices):
    """Whose view it is."""

    PARTICIPANT = "participant", _("Participant")
    PRACTITIONER = "practitioner", _("Probation practitioner")
    FACILITATOR = "facilitator", _("Facilitator")


class Accord(models.TextChoices):
    """What the participant says to what was decided."""

    AGREES = "agrees", _("Agrees")
    IN_PART = "in_part", _("Agrees in part")
    DISAGREES = "disagrees", _("Does not agree")
    NOT_SAID = "not_said", _("Would not say")
    NOT_THERE = "not_there", _("Was not there")


class Review(Editable):
    """Due until it is held. ``point`` is a point of the review rule; empty where it was called."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="reviews")
    point = models.CharField(max_length=40, blank=True, default="")
    called_because = EncryptedText(blank=True, default="")
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accord = models.CharField(max_length=20, choices=Accord.choices, blank=True, default="")
    summary = EncryptedText(blank=True, default="")
    """What was talked about and decided, in words that the participant has heard."""
    own_words = EncryptedText(blank=True, default="")
    """What the participant wants added, above all where they do not agree."""
    without = EncryptedText(blank=True, default="")
    """Why it was held although a party said nothing."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment", "point"),
                condition=~Q(point=""),
                name="one_review_at_a_point",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | (Q(recorded_by__isnull=False) & ~Q(accord="")),
                name="a_review_held_says_by_whom_and_whether_agreed",
            ),
        ]

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.held_on is not None

    def state_on(self, day: date) -> str:
        """Its state on the line of reviews."""
        if self.is_held:
            return "done"
        return "overdue" if self.due_on < day else "due"


class ReviewRevision(Revision):
    """A state that a review has had."""

    of = models.ForeignKey(Review, models.PROTECT, related_name="revisions")


class PartyView(Editable):
    """What one party says. Each has a row of its own, so that nobody writes over another."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="views")
    party = models.CharField(max_length=20, choices=Party.choices)
    words = EncryptedText()
    said_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("review", "party"), name="one_view_of_a_party")
        ]


class PartyViewRevision(Revision):
    """A state that a party's view has had."""

    of = models.ForeignKey(PartyView, models.PROTECT, related_name="revisions")


class ReviewStep(Editable):
    """One thing that was decided: what is to be done, by whom, by when, and what came of it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="steps")
    what = EncryptedText()
    party = models.CharField(max_length=20, choices=Party.choices)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    result = EncryptedText(blank=True, default="")


class ReviewStepRevision(Revision):
    """A state that a step has had."""

    of = models.ForeignKey(ReviewStep, models.PROTECT, related_name="revisions")
