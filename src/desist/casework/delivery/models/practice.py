"""Practice: what somebody set out to try between two sessions, and whether they did."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.delivery.models.session_record import SessionRecord
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class Done(models.TextChoices):
    """What became of it."""

    OPEN = "", _("Not yet reviewed")
    DONE = "done", _("Done")
    PART = "part", _("Partly")
    NOT = "not_done", _("Not done")


class Practice(Editable):
    """Set in one session, reviewed in a later one."""

    set_in = models.ForeignKey(SessionRecord, models.PROTECT, related_name="practice_set")
    what = EncryptedText()
    done = models.CharField(max_length=10, choices=Done.choices, blank=True, default="")
    reviewed_in = models.ForeignKey(
        SessionRecord, models.PROTECT, null=True, related_name="practice_reviewed"
    )


class PracticeRevision(Revision):
    """A state that a piece of practice has had."""

    of = models.ForeignKey(Practice, models.PROTECT, related_name="revisions")
