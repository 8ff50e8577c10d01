"""Drafting a plan, sending it for approval, approving or returning it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.planning.models import Enrolment, PlanState, TreatmentPlan
from desist.casework.records.editable import amend, insert, values_of


@action("planning.draft", on="enrolment", kind=Kind.COLLECTION, told=_("Plan drafted"))
def draft_plan(
    *, enrolment: Enrolment, content: Mapping[str, Any], by: Any, at: datetime
) -> TreatmentPlan:
    """A new plan, whole, as ``plan_content`` gives it. One is open at a time.

    Raises:
        IntegrityError: another plan of this enrolment is open.
    """
    plan = TreatmentPlan(enrolment=enrolment, drafted_by=by, **_values(content))
    insert(plan, by=by, at=at)
    tell(plan, enrolment.person, fields=tuple(values_of(plan)))
    return plan


@action("planning.change", on="plan", told=_("Plan changed"))
def change_plan(
    *, plan: TreatmentPlan, read_version: int, content: Mapping[str, Any], by: Any, at: datetime
) -> TreatmentPlan:
    """Choose otherwise. A plan that awaited approval is a draft again.

    Raises:
        StaleVersion: somebody else changed, approved or returned it in between.
    """
    values = _values(content) | {"drafted_by": by, "sent_by": None, "state": PlanState.DRAFT}
    return _amend(plan, read_version, values, by=by, at=at)


@action("planning.send", on="plan", told=_("Plan sent for approval"))
def send_for_approval(
    *, plan: TreatmentPlan, read_version: int, by: Any, at: datetime
) -> TreatmentPlan:
    """Ask a second person to approve it.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    values = {"state": PlanState.AWAITING, "sent_by": by, "returned_because": ""}
    return _amend(plan, read_version, values, by=by, at=at)


@action("planning.approve", on="plan", told=_("Plan approved"))
def approve_plan(*, plan: TreatmentPlan, read_version: int, by: Any, at: datetime) -> TreatmentPlan:
    """Approve the very version that was read; the plan approved before is superseded.

    Raises:
        StaleVersion: it was changed since it was read.
    """
    earlier = plan.enrolment.plans.filter(state=PlanState.APPROVED).first()
    if earlier is not None:
        superseded = {"state": PlanState.SUPERSEDED}
        amend(earlier, read_version=earlier.version, values=superseded, by=by, at=at)
        tell(earlier, plan.enrolment.person, fields=("state",))
    values = {"state": PlanState.APPROVED, "approved_by": by, "approved_at": at}
    return _amend(plan, read_version, values, by=by, at=at)


@action("planning.return", on="plan", told=_("Plan returned for changes"))
def return_plan(
    *, plan: TreatmentPlan, read_version: int, because: str, by: Any, at: datetime
) -> TreatmentPlan:
    """Give it back with what should change.

    Raises:
        StaleVersion: it was changed since it was read.
    """
    values = {"state": PlanState.DRAFT, "returned_because": because, "sent_by": None}
    return _amend(plan, read_version, values, by=by, at=at)


def _values(content: Mapping[str, Any]) -> dict[str, Any]:
    plan = content["plan"]
    return {
        "sessions": plan["sessions"],
        "minutes": plan["minutes"],
        "content": json.dumps(content, ensure_ascii=False, sort_keys=True),
    }


def _amend(
    plan: TreatmentPlan, read_version: int, values: Mapping[str, Any], *, by: Any, at: datetime
) -> TreatmentPlan:
    changed = amend(plan, read_version=read_version, values=values, by=by, at=at)
    tell(plan, plan.enrolment.person, fields=changed)
    return plan
