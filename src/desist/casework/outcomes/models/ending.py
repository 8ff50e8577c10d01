"""An ending: why somebody's part in a programme ended, and what that is called by the rule."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class EndingCode(models.TextChoices):
    """Why it ended. A person says so; it is never judged."""

    RAN_ITS_COURSE = "ran_its_course", _("It ran its course")
    LEFT = "left", _("They left")
    REMOVED = "removed", _("We ended it")
    ORDER_ENDED = "order_ended", _("The order or licence ended")
    TRANSFERRED = "transferred", _("They were transferred")
    DIED = "died", _("They died")
    ERROR = "error", _("The enrolment was entered in error")


class Ending(Editable):
    """One for an enrolment. A correction judges anew; the earlier state stays as a revision."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="ending")
    code = models.CharField(max_length=20, choices=EndingCode.choices)
    ended_on = models.DateField()
    outcome = models.CharField(max_length=20)
    """By the completion rule: completed, part, dropped_out, removed, void, or not yet decidable."""
    decision = EncryptedText()
    words = EncryptedText(blank=True, default="")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    @property
    def record(self) -> dict[str, Any]:
        """The Decision as a record."""
        return json.loads(self.decision)


class EndingRevision(Revision):
    """A state that an ending has had."""

    of = models.ForeignKey(Ending, models.PROTECT, related_name="revisions")
