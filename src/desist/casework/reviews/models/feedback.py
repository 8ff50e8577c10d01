"""Feedback: what a participant says of a module, and a complaint with its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class Helped(models.TextChoices):
    """Whether a module helped, as the participant says. Words of the service, not a measure."""

    MUCH = "much", _("It helped a lot")
    SOME = "some", _("It helped a little")
    NOT = "not", _("It did not help")
    HARM = "harm", _("It made things harder")
    NOT_SAID = "not_said", _("Would rather not say")


class Given(models.TextChoices):
    """How it reached us."""

    PAPER = "paper", _("On paper")
    TOLD = "told", _("Said to a member of staff")
    LETTER = "letter", _("By letter or through somebody who acts for them")


class ModuleFeedback(Record):
    """What somebody says of one module. Said again later, both stay; the newest counts."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="module_feedback")
    module = models.CharField(max_length=60)
    helped = models.CharField(max_length=10, choices=Helped.choices)
    words = EncryptedText(blank=True, default="")
    wish = EncryptedText(blank=True, default="")
    """What should be different."""
    given = models.CharField(max_length=10, choices=Given.choices)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("enrolment", "module"))]


class Upheld(models.TextChoices):
    """What came of a complaint."""

    OPEN = "", _("Not answered yet")
    UPHELD = "upheld", _("Upheld")
    IN_PART = "in_part", _("Upheld in part")
    NOT_UPHELD = "not_upheld", _("Not upheld")
    WITHDRAWN = "withdrawn", _("Withdrawn by them")


class Complaint(Editable):
    """What somebody complains of, in their words, and what they were answered, by whom."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="complaints")
    subject = models.CharField(max_length=40)
    """A subject of the complaint rule."""
    about = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """The member of staff complained about; None where it is nobody in particular."""
    words = EncryptedText()
    wish = EncryptedText(blank=True, default="")
    """What they would like to happen."""
    given = models.CharField(max_length=10, choices=Given.choices)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answerer = models.ForeignKey(User, models.PROTECT, related_name="+")
    """Who is to answer."""
    answer_by = models.DateField()
    upheld = models.CharField(max_length=20, choices=Upheld.choices, blank=True, default="")
    answer = EncryptedText(blank=True, default="")
    change = EncryptedText(blank=True, default="")
    """What will be different from now on."""
    told_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about__isnull=True)
                | (
                    ~Q(answerer=models.F("about"))
                    & (Q(answered_by__isnull=True) | ~Q(answered_by=models.F("about")))
                ),
                name="nobody_answers_a_complaint_about_themselves",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.upheld == Upheld.OPEN


class ComplaintRevision(Revision):
    """A state that a complaint has had."""

    of = models.ForeignKey(Complaint, models.PROTECT, related_name="revisions")
