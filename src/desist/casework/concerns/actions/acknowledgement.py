"""Acknowledging a concern, and calling on others where nobody does in time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.access import may
from desist.casework.audit.door import action, tell
from desist.casework.concerns.actions.calling import (
    TO_ACKNOWLEDGE,
    ask_to_acknowledge,
    end_calls,
)
from desist.casework.concerns.models import Acknowledgement, Concern, Escalation
from desist.casework.concerns.procedure import rule_of, steps
from desist.casework.records.editable import StaleVersion, amend


@action("concerns.acknowledge", on="concern")
def acknowledge_concern(*, concern: Concern, by: Any, at: datetime) -> Concern:
    """Say that one has read it. The first person responsible who does stops the escalation.

    Two at once are both recorded; the first to be written is the one who answers for it.
    """
    row, is_new = _acknowledgement(concern, by, at)
    fields: tuple[str, ...] = ()
    if may(by, "concerns.answer_for", concern):
        fields = _answer_for(concern, by, at)
    tell(concern, concern.person, row, fields=(*fields, *(("at",) if is_new else ())))
    return concern


def _acknowledgement(concern: Concern, by: Any, at: datetime) -> tuple[Acknowledgement, bool]:
    return Acknowledgement.objects.get_or_create(concern=concern, user=by, defaults={"at": at})


def _answer_for(concern: Concern, by: Any, at: datetime) -> tuple[str, ...]:
    values = {"acknowledged_by": by, "acknowledged_at": at, "escalate_at": None}
    while concern.acknowledged_at is None:
        try:
            changed = amend(concern, read_version=concern.version, values=values, by=by, at=at)
        except StaleVersion as stale:
            _take_over(concern, stale.stored)
        else:
            end_calls(concern=concern, kinds=(TO_ACKNOWLEDGE,), at=at)
            return changed
    return ()


def _take_over(concern: Concern, stored: Any) -> None:
    """Let the object at hand say what is stored, since somebody else was faster."""
    for each in Concern._meta.concrete_fields:
        if each.attname in stored.__dict__:
            setattr(concern, each.attname, stored.__dict__[each.attname])


@action("concerns.escalate", on="concern")
def escalate_concern(*, concern: Concern, by: Any, at: datetime) -> Concern:
    """Take every step of escalation that is due; once each, however often this runs.

    Raises:
        StaleVersion: it was acknowledged, or escalated, a moment before.
    """
    urgency = rule_of(concern.rule_version).urgency_of(concern.urgency)
    planned = steps(urgency, acknowledge_by=concern.acknowledge_by)
    taken = concern.steps_taken
    rows = []
    for number, step in enumerate(planned[taken:], start=taken + 1):
        if step.due_at > at:
            break
        row = Escalation(concern=concern, step=number, to=step.to, at=at)
        row.save(force_insert=True)
        rows.append(row)
    reached = taken + len(rows)
    values = {
        "steps_taken": reached,
        "escalate_at": planned[reached].due_at if reached < len(planned) else None,
    }
    changed = amend(concern, read_version=concern.version, values=values, by=by, at=at)
    if rows:
        ask_to_acknowledge(concern=concern, role=rows[-1].to, at=at)
    tell(concern, concern.person, *rows, fields=changed)
    return concern
