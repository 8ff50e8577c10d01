"""A concern, what was said of it, who was told and answered, and the agreement made before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record


class State(models.TextChoices):
    """Where a concern stands."""

    OPEN = "open", _("Open")
    CLOSING = "closing", _("Waiting for a second person to close it")
    CLOSED = "closed", _("Closed")


class Concern(Editable):
    """Something about a person that must be acted on; a member of staff raised it, never a score.

    Codes are those of the catalogue's rule of version ``rule_version``. Its words stand in
    ``Account``; what happened to it, in rows of its own that are never changed.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=60)
    urgency = models.CharField(max_length=30)
    origin_reference = models.CharField(max_length=120, blank=True)
    """The session, review or sitting it came up in, as ``model:opaque id``; empty for none."""
    rule_version = models.PositiveIntegerField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="concerns_raised")
    raised_at = models.DateTimeField()
    duty_manager = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who was named on the screen when it was raised."""
    acknowledge_by = models.DateTimeField()
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """The first person responsible who did."""
    acknowledged_at = models.DateTimeField(null=True)
    steps_taken = models.PositiveSmallIntegerField(default=0)
    escalate_at = models.DateTimeField(null=True)
    """When the next step of escalation falls due; None once there is none."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closing_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = EncryptedText(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=("person", "state")),
            models.Index(fields=("state", "escalate_at")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("raised_by")),
                name="a_concern_is_not_closed_by_its_raiser",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="a_closed_concern_says_by_whom",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether anything is left to be done."""
        return self.state != State.CLOSED


class ConcernRevision(Revision):
    """A state that a concern has had."""

    of = models.ForeignKey(Concern, models.PROTECT, related_name="revisions")


class Account(Record):
    """What is known and what is thought, apart. The latest holds; earlier ones stay."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=60)
    urgency = models.CharField(max_length=30)
    origin = models.CharField(max_length=30)
    facts = EncryptedText()
    opinion = EncryptedText(blank=True, default="")
    because = EncryptedText(blank=True, default="")
    """Why it was corrected; empty in the first."""
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Acknowledgement(Record):
    """One person has read a concern and says so."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("concern", "user"), name="acknowledged_once_each")
        ]


class Escalation(Record):
    """Nobody responsible had answered in time, so others were called on."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("concern", "step"), name="each_step_taken_once")
        ]


class Told(Record):
    """Somebody outside this page was told. A correction is a new row that supersedes."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="told")
    party = models.CharField(max_length=30)
    whom = EncryptedText()
    told_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="superseded_by"
    )


class Answer(Record):
    """What whoever was told answered, or did."""

    told = models.ForeignKey(Told, models.PROTECT, related_name="answers")
    text = EncryptedText()
    answered_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class How(models.TextChoices):
    """How the limits of confidentiality were agreed to."""

    SIGNED = "signed", _("Signed on paper, which is kept")
    SAID = "said", _("Said, in front of whoever records it")
    INTERPRETED = "interpreted", _("Through an interpreter")


class ConfidentialityAgreement(Record):
    """What somebody answered to the limits of confidentiality. The latest answer holds."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="confidentiality")
    wording = models.CharField(max_length=100)
    wording_version = models.PositiveIntegerField()
    wording_sha256 = models.CharField(max_length=64)
    agreed = models.BooleanField()
    on = models.DateField()
    how = models.CharField(max_length=20, choices=How.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("person", "on", "id"))]
