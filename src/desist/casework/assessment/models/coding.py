"""A coding: one tool of static risk, coded for one referral by one person. Never overwritten."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.referrals.models import Referral


class Tool(models.TextChoices):
    """What is coded item by item."""

    RM2000 = "rm2000", _("Risk Matrix 2000")
    OSP = "osp", _("OSP")
    PNI = "pni", _("Programme Needs Identifier")


class Purpose(models.TextChoices):
    """Why it was coded."""

    FIRST = "first", _("Coding")
    SECOND = "second", _("Second coding")
    AGREED = "agreed", _("Agreed coding")


class Stage(models.TextChoices):
    """Whether it counts yet."""

    DRAFT = "draft", _("Not finished")
    FINISHED = "finished", _("Finished")
    GIVEN_UP = "given_up", _("Given up")


class Check(models.TextChoices):
    """Where the check by a second coder stands."""

    NONE = "", _("Not checked")
    ASKED = "asked", _("Waiting for a second coder")
    SAME = "same", _("Two coders agree")
    DIFFERS = "differs", _("Two coders differ")
    SETTLED = "settled", _("Differences settled")


class Coding(Editable):
    """The items of one tool. A later one supersedes it; ``checks`` is what a second coder coded.

    Once finished its items stay as they are; only ``check`` moves on.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="codings")
    tool = models.CharField(max_length=10, choices=Tool.choices)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    check_state = models.CharField(
        max_length=10, choices=Check.choices, default=Check.NONE, blank=True
    )
    guide = models.CharField(max_length=60)
    """By which definitions: the id and version of a catalogue entry, ``coding-rm2000 v1``."""
    coder = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    finished_on = models.DateField(null=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    checks = models.ForeignKey("self", models.PROTECT, null=True, related_name="checked_by")
    content = EncryptedText()
    """The coded items as JSON, by id; an item that is not known is not there."""

    class Meta:
        indexes = [models.Index(fields=("referral", "tool", "stage"))]
        constraints = [
            models.UniqueConstraint(
                fields=("referral", "tool", "coder"),
                condition=models.Q(stage="draft"),
                name="one_draft_of_a_tool_for_a_coder",
            ),
            models.UniqueConstraint(
                fields=("checks",),
                condition=models.Q(purpose="second") & ~models.Q(stage="given_up"),
                name="one_second_coding_of_a_coding",
            ),
        ]

    @property
    def items(self) -> dict[str, Any]:
        """The coded items, dates as ISO text."""
        return json.loads(self.content)

    @property
    def is_draft(self) -> bool:
        """Whether its coder is still at it."""
        return self.stage == Stage.DRAFT


class CodingRevision(Revision):
    """A state that a coding has had."""

    of = models.ForeignKey(Coding, models.PROTECT, related_name="revisions")


class SettledItem(Record):
    """One item on which two coders differed, what was taken, and why."""

    coding = models.ForeignKey(Coding, models.PROTECT, related_name="settled")
    item = models.CharField(max_length=60)
    taken_from = models.CharField(max_length=10, choices=Purpose.choices)
    because = EncryptedText()
