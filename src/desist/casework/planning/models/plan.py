"""A treatment plan: what was recommended, what was chosen, who approved it."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.planning.models.enrolment import Enrolment
from desist.casework.records.editable import Editable, Revision
from desist.casework.records.encrypted_text import EncryptedText


class PlanState(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", _("Draft")
    AWAITING = "awaiting_approval", _("Awaiting approval")
    APPROVED = "approved", _("Approved")
    SUPERSEDED = "superseded", _("Superseded")


OPEN = (PlanState.DRAFT, PlanState.AWAITING)
"""Plans that are still being worked on: one at a time for an enrolment."""


class TreatmentPlan(Editable):
    """A plan, stored whole with what recommended it, so that it can be read without a solver.

    ``drafted_by`` is whoever last gave it its content; neither they nor whoever sent it approves
    it.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="plans")
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    sessions = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    """The whole dose."""
    content = EncryptedText()
    """``plan_content`` as JSON."""
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="plans_drafted")
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="plans_sent")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="plans_approved")
    approved_at = models.DateTimeField(null=True)
    returned_because = EncryptedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=("state", "id"))]
        constraints = [
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state__in=("draft", "awaiting_approval")),
                name="one_open_plan_of_an_enrolment",
            ),
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state="approved"),
                name="one_approved_plan_of_an_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("drafted_by")) & ~Q(approved_by=F("sent_by"))),
                name="a_plan_is_approved_by_a_second_person",
            ),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        """The content as a value."""
        return json.loads(self.content)

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return self.state in OPEN


class TreatmentPlanRevision(Revision):
    """A state that a plan has had."""

    of = models.ForeignKey(TreatmentPlan, models.PROTECT, related_name="revisions")
