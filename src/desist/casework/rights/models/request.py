"""A request that somebody made about what is held or decided about them, and its answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class State(models.TextChoices):
    """Where a request stands."""

    OPEN = "open", _("To be answered")
    ANSWERED = "answered", _("Answered")


class RightsRequest(Editable):
    """Kinds and outcomes are codes of the catalogue's rule of version ``rule_version``."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=30)
    asked_for = EncryptedText()
    about = models.CharField(max_length=120, blank=True)
    """The record it is about, as the trail names it; empty for all that is held."""
    rule_version = models.PositiveIntegerField()
    received_on = models.DateField()
    answer_by = models.DateField()
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    not_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """Who decided what is now looked at again, and so may not answer."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=30, blank=True)
    reasons = EncryptedText(blank=True, default="")
    """What was changed or done, or why not."""
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("request about one’s data")
        indexes = [models.Index(fields=("person", "state"))]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state == State.OPEN


class RightsRequestRevision(Revision):
    """A state that a request has had."""

    of = models.ForeignKey(RightsRequest, models.PROTECT, related_name="revisions")
