"""A look: one system upstream was asked about one person, and how that ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.people.models import Person
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.casework.upstream.interface import UpstreamFact, UpstreamSentence


class How(models.TextChoices):
    """How asking ended, as staff read it."""

    ANSWERED = "answered", _("Answered")
    UNKNOWN = "unknown", _("Knows nobody of this CRN")
    SILENT = "silent", _("Does not answer")
    WRONG = "wrong", _("Answered what cannot be right")


class Look(Record):
    """Never changed: asking again makes another. ``content`` is empty where nothing was said."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="upstream_looks")
    system = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=How.choices)
    why = models.CharField(max_length=400, blank=True)
    """For whoever runs the service: it never holds what was said."""
    content = EncryptedText(null=True)

    class Meta:
        indexes = [models.Index(fields=("person", "system", "-id"))]

    @property
    def said(self) -> dict[str, Any]:
        """The answer as a value."""
        return json.loads(self.content) if self.content else {}

    @property
    def sentences(self) -> Sequence[UpstreamSentence]:
        """The sentences of the answer."""
        return [UpstreamSentence(**_with_days(each)) for each in self.said.get("sentences", ())]

    @property
    def facts(self) -> Sequence[UpstreamFact]:
        """The results of other tools in the answer."""
        return [UpstreamFact(**_with_days(each)) for each in self.said.get("facts", ())]


def _with_days(held: dict[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value)
        if value and (name == "on" or name.endswith("_on"))
        else value
        for name, value in held.items()
    }
