"""How two versions of a plan differ, for whoever read the one while the other was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from desist.casework.pages.conflict import Difference, Differences
from desist.casework.planning.models import PlanState, TreatmentPlan


def differences_of(
    plan: TreatmentPlan,
    read_version: int,
    *,
    name_of: Callable[[UUID], str],
    typed: Mapping[str, Any] | None = None,
) -> Differences:
    """What was read (or ``typed`` upon it), beside what is stored now, and who stored it."""
    last = plan.revisions.order_by("-number").first()
    before = plan.revisions.filter(number=read_version).first()
    read = before.values if before else {"content": plan.content, "state": plan.state}
    content = typed if typed is not None else json.loads(read["content"])
    rows = [
        Difference(label=label, typed=one, stored=other)
        for (label, one), (_same, other) in zip(
            _said(content, read["state"]), _said(plan.chosen, plan.state), strict=True
        )
        if one != other
    ]
    return Differences(rows=tuple(rows), who=name_of(last.by), at=last.at)


def _said(content: Mapping[str, Any], state: str) -> Iterator[tuple[str, str]]:
    plan = content["plan"]
    yield _("Stands as"), str(PlanState(state).label)
    yield _("Sessions"), str(plan["sessions"])
    for each in plan["modules"]:
        titles = {one["id"]: one["title"] for one in plan["exercises"]}
        yield each["title"], "; ".join(titles[id_] for id_ in each["exercises"])
