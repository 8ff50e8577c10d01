"""A draft: a referral as it is being written, kept with the person whom it is about.

It lives here and not in a browser, so that two tabs never mix two people and nothing is lost.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.referrals.models.referral import Referral


class ReferralDraft(Editable):
    """The answers so far, by step; each step has a version of its own within them."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="referral_drafts")
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="referral_drafts")
    begun_at = models.DateTimeField()
    answers = EncryptedText(default="{}")
    referral = models.OneToOneField(Referral, models.PROTECT, null=True, related_name="draft")
    """What became of it; None while it is being written."""
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("person", "begun_by"),
                condition=Q(referral__isnull=True, dropped_at__isnull=True),
                name="one_draft_of_a_person_and_a_referrer",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it is still being written."""
        return self.referral_id is None and self.dropped_at is None

    @property
    def steps(self) -> dict[str, Any]:
        """Each step that was saved: its ``version`` and its ``values``."""
        return json.loads(self.answers)

    @property
    def answered(self) -> frozenset[str]:
        """The steps that hold an answer; offences only where there is one."""
        return frozenset(
            name for name, held in self.steps.items() if held["values"].get("rows", True)
        )

    def values_of(self, step: str) -> dict[str, Any]:
        """What was answered in a step; empty where it was not saved yet."""
        return self.steps.get(step, {}).get("values", {})

    def version_of(self, step: str) -> int:
        """How often a step was saved."""
        return self.steps.get(step, {}).get("version", 0)


class DraftRevision(Revision):
    """A state that a draft has had."""

    of = models.ForeignKey(ReferralDraft, models.PROTECT, related_name="revisions")
