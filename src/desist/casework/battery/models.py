"""Questionnaires given to somebody: each administration, the sittings, and every answer as given.

Answers are rows that are only ever added. Which of them counts is settled by ``queries``: the last
sitting wins over the one before it, what two typings agree on counts, a correction supersedes.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class Point(models.TextChoices):
    """Where in a programme somebody answers."""

    START = "start", _("Start")
    MIDDLE = "middle", _("Middle")
    END = "end", _("End")
    FOLLOW_UP = "follow_up", _("Follow-up")


class Mode(models.TextChoices):
    """How answers come in."""

    TABLET = "tablet", _("On a tablet")
    TYPED = "typed", _("Typed in from paper")
    SCALE_SCORES = "scale_scores", _("Scale scores from elsewhere")


class State(models.TextChoices):
    """Where an administration stands."""

    PLANNED = "planned", _("To do")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")
    ENTERED_IN_ERROR = "entered_in_error", _("Entered in error")
    NOT_ASKED = "not_asked", _("No longer asked")


OPEN = (State.PLANNED, State.IN_PROGRESS)


class ItemText(Record):
    """The licensed wording of one printed form, as the site imported it; never edited.

    ``content`` is the reduced questionnaire (title, items, options) as JSON. A newer import of the
    same form and language is used from then on; what has begun is finished with its own.
    """

    instrument = models.CharField(max_length=60)
    instrument_version = models.PositiveIntegerField()
    form_order = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    url = models.CharField(max_length=300)
    text_version = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    content = EncryptedText()
    imported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("instrument", "form_order", "language"))]


class Administration(Editable):
    """One instrument at one point of one referral: planned, answered, or given up."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="administrations")
    point = models.CharField(max_length=12, choices=Point.choices)
    instrument = models.CharField(max_length=60)
    instrument_version = models.PositiveIntegerField()
    form_order = models.CharField(max_length=60, blank=True)
    """Empty where no key is held: then there are scale scores and no answers."""
    place = models.PositiveSmallIntegerField()
    """Its turn among the forms of the point."""
    mode = models.CharField(max_length=12, choices=Mode.choices, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    ended_because = EncryptedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("referral", "point", "instrument"),
                condition=Q(state__in=("planned", "in_progress", "completed")),
                name="one_live_administration_a_point",
            )
        ]
        indexes = [models.Index(fields=("state", "due_on", "referral", "point"))]

    @property
    def is_open(self) -> bool:
        """Whether it still can be answered."""
        return self.state in OPEN

    @property
    def is_for_tablet(self) -> bool:
        """Whether it can be answered on a tablet: open, keyed, and not begun in another way."""
        return self.is_open and bool(self.form_order) and self.mode in ("", Mode.TABLET)


class AdministrationRevision(Revision):
    """A state that an administration has had."""

    of = models.ForeignKey(Administration, models.PROTECT, related_name="revisions")


class Sitting(Record):
    """One person at one tablet, once: a code of ten minutes, then a cookie of its own."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="sittings")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    handle = models.CharField(max_length=3)
    """The first group of the code: it says which sitting, and is no secret."""
    code_hash = models.CharField(max_length=64)
    code_expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    key_hash = models.CharField(max_length=64, unique=True, null=True)
    redeemed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("handle",), condition=Q(ended_at=None), name="one_open_sitting_a_handle"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


class SittingForm(Record):
    """One of the forms of a sitting, in its turn, with the wording that it began with."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="forms")
    administration = models.ForeignKey(Administration, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    text = models.ForeignKey(ItemText, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("sitting", "administration"), name="a_form_once_a_sitting"
            )
        ]


class TypingKind(models.TextChoices):
    """Why somebody on the staff typed."""

    FIRST = "first", _("First entry")
    SECOND = "second", _("Second entry")
    SETTLED = "settled", _("Differences settled")
    CORRECTION = "correction", _("Correction")
    IMPORTED = "imported", _("Taken from another system")


class Typing(Record):
    """What one member of staff typed of one form, in one go."""

    administration = models.ForeignKey(Administration, models.PROTECT, related_name="typings")
    kind = models.CharField(max_length=10, choices=TypingKind.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    because = EncryptedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("administration", "kind"),
                condition=~Q(kind="correction"),
                name="typed_once_of_each_kind",
            )
        ]


class Answer(Record):
    """What was answered to an item (by its printed number), or scored on a scale (by its id).

    From a sitting or from a typing; an empty value is an answer taken back. Never changed.
    """

    administration = models.ForeignKey(Administration, models.PROTECT, related_name="answers")
    sitting = models.ForeignKey(Sitting, models.PROTECT, null=True, related_name="answers")
    typing = models.ForeignKey(Typing, models.PROTECT, null=True, related_name="answers")
    item = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField()
    value = EncryptedText(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("sitting", "administration", "item", "sequence"),
                name="an_answer_of_a_sitting_once",
            ),
            models.UniqueConstraint(fields=("typing", "item"), name="an_answer_of_a_typing_once"),
            models.CheckConstraint(
                condition=Q(sitting=None) ^ Q(typing=None), name="an_answer_has_one_origin"
            ),
        ]
