"""Raising a concern, and correcting what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.concerns.actions.calling import ask_to_acknowledge
from desist.casework.concerns.models import Account, Concern
from desist.casework.concerns.procedure import deadline, rule_of, rule_on, steps
from desist.casework.concerns.queries import duty_manager_of, nation_of
from desist.casework.people.models import Person
from desist.casework.records.editable import amend, insert, values_of


@action("concerns.raise", on="person", kind=Kind.COLLECTION)
def raise_concern(
    *,
    person: Person,
    account: Mapping[str, str],
    origin_reference: str = "",
    by: Any,
    at: datetime,
) -> Concern:
    """Say that something must be acted on; the clock of its deadline begins to run.

    ``account`` holds kind, urgency, origin, facts and opinion.

    Raises:
        KeyError: the procedure knows no such kind or urgency.
    """
    today = timezone.localtime(at).date()
    rule = rule_on(today)
    how_soon = rule.urgency_of(account["urgency"])
    acknowledge_by = deadline(how_soon, raised_at=at, nation=nation_of(person, on=today))
    planned = steps(how_soon, acknowledge_by=acknowledge_by)
    concern = Concern(
        person=person,
        kind=rule.kind_of(account["kind"]).id,
        urgency=how_soon.id,
        origin_reference=origin_reference,
        rule_version=rule.version,
        raised_by=by,
        raised_at=at,
        duty_manager=duty_manager_of(person, on=today, raiser=by),
        acknowledge_by=acknowledge_by,
        escalate_at=planned[0].due_at if planned else None,
    )
    insert(concern, by=by, at=at)
    row = Account(concern=concern, **account, by=by, at=at)
    row.save(force_insert=True)
    ask_to_acknowledge(concern=concern, at=at)
    tell(concern, person, row, fields=(*values_of(concern), *account))
    return concern


@action("concerns.correct", on="concern")
def correct_concern(
    *, concern: Concern, read_version: int, account: Mapping[str, str], by: Any, at: datetime
) -> Concern:
    """Say it better in a new account; earlier ones stay. A deadline may come sooner, never later.

    ``account`` holds kind, urgency, origin, facts, opinion and because.

    Raises:
        StaleVersion: somebody else changed the concern in between.
    """
    values: dict[str, Any] = {"kind": account["kind"], "urgency": account["urgency"]}
    if account["urgency"] != concern.urgency and concern.acknowledged_at is None:
        values |= _sooner(concern, account["urgency"], at)
    changed = amend(concern, read_version=read_version, values=values, by=by, at=at)
    row = Account(concern=concern, **account, by=by, at=at)
    row.save(force_insert=True)
    tell(concern, concern.person, row, fields=(*changed, *account))
    return concern


def _sooner(concern: Concern, urgency: str, at: datetime) -> dict[str, Any]:
    how_soon = rule_of(concern.rule_version).urgency_of(urgency)
    nation = nation_of(concern.person, on=timezone.localdate(at))
    sooner = deadline(how_soon, raised_at=at, nation=nation)
    acknowledge_by = min(concern.acknowledge_by, sooner)
    planned = steps(how_soon, acknowledge_by=acknowledge_by)[concern.steps_taken :]
    return {
        "acknowledge_by": acknowledge_by,
        "escalate_at": planned[0].due_at if planned else None,
    }
