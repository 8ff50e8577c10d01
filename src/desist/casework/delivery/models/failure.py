"""A failure: an absence without excuse, or a session without compliance, and what followed."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.delivery.models.session_record import SessionRecord
from desist.casework.people.models import Sentence
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Taken(models.TextChoices):
    """What somebody did about it. ``void``: the record that it rests on was corrected."""

    OPEN = "", _("Nothing yet")
    WARN = "warn", _("Warning given")
    REFER = "refer", _("Referred to an enforcement officer")
    COURT = "court", _("Laid before a court")
    RECALL = "recall", _("Reported, so that recall can be decided")
    NONE = "none", _("Talked about; nothing further")
    NOT_DONE = "not_done", _("Not done, for a stated reason")
    VOID = "void", _("The record was corrected")


class Failure(Editable):
    """What the law of the order asks, as judged on the day, and what a person did about it."""

    session_record = models.OneToOneField(SessionRecord, models.PROTECT, related_name="failure")
    outcome = models.CharField(max_length=30)
    """The step of the enforcement rule, ``no_rule`` or ``cannot_decide``."""
    choices = models.JSONField(default=list)
    decision = EncryptedText()
    """The whole Decision as a record."""
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, related_name="+")
    """Under which somebody could be held to attend; None where under none."""
    due_on = models.DateField(null=True)
    taken = models.CharField(max_length=10, choices=Taken.choices, blank=True, default="")
    taken_on = models.DateField(null=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = EncryptedText(blank=True, default="")
    """Why, and what came of it."""

    @property
    def record(self) -> dict[str, Any]:
        """The Decision as a record."""
        return json.loads(self.decision)


class FailureRevision(Revision):
    """A state that a failure has had."""

    of = models.ForeignKey(Failure, models.PROTECT, related_name="revisions")
