"""A second coder: asked for, coding blind, and what is settled where the two differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.assessment.actions.reopening import reopen_if_changed
from desist.casework.assessment.models import Check, Coding, Purpose, SettledItem, Stage
from desist.casework.assessment.queries.coded import differing
from desist.casework.assessment.queries.ruling import due
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.tasks.actions import finish_tasks, raise_task


class NotSettled(ValueError):
    """Some item on which the coders differ was not settled; ``items`` names them."""

    def __init__(self, items: tuple[str, ...]) -> None:
        super().__init__(", ".join(items))
        self.items = items


@action("assessment.ask_second_coder", on="coding", told=_("Second coder asked for"))
def ask_second_coder(
    *, coding: Coding, read_version: int, on: date, by: Any, at: datetime
) -> Coding:
    """Ask for a second coder; from now on whoever holds that duty sees nothing of this risk.

    Raises:
        StaleVersion: somebody else asked in between.
    """
    values = {"check_state": Check.ASKED}
    changed = amend(coding, read_version=read_version, values=values, by=by, at=at)
    raise_task(
        person=coding.referral.person,
        kind="assessment.second_coding",
        about=coding,
        role=Role.SECOND_CODER,
        due_on=due("second_coding", coding.referral, on=on),
        by=by,
        at=at,
    )
    tell(coding, coding.referral.person, fields=changed)
    return coding


@action("assessment.begin_second_coding", on="coding", kind=Kind.COLLECTION)
def begin_second_coding(*, coding: Coding, on: date, by: Any, at: datetime) -> Coding:
    """Begin to code the same tool without having seen the first coding."""
    open_ = Coding.objects.filter(checks=coding, purpose=Purpose.SECOND, stage=Stage.DRAFT)
    begun = open_.filter(coder=by).first()
    if begun is None:
        begun = Coding(
            referral=coding.referral,
            tool=coding.tool,
            purpose=Purpose.SECOND,
            guide=coding.guide,
            coder=by,
            begun_on=on,
            checks=coding,
            content="{}",
        )
        insert(begun, by=by, at=at)
    tell(begun, coding, coding.referral.person, fields=tuple(values_of(begun)))
    return begun


@action("assessment.settle", on="coding", told=_("Differences of two coders settled"))
def settle_differences(
    *,
    coding: Coding,
    read_version: int,
    settled: Mapping[str, tuple[str, str]],
    on: date,
    by: Any,
    at: datetime,
) -> Coding:
    """Settle every item on which two coders differ: by item, whose is taken and why.

    Raises:
        NotSettled: an item is left open.
        StaleVersion: somebody else settled it in between.
    """
    second = coding.checked_by.get(purpose=Purpose.SECOND, stage=Stage.FINISHED)
    items = tuple(differing(coding, second))
    unsettled = tuple(each for each in items if each not in settled)
    if unsettled:
        raise NotSettled(unsettled)
    values = {"check_state": Check.SETTLED}
    changed = amend(coding, read_version=read_version, values=values, by=by, at=at)
    agreed = _agree(coding, second, {each: settled[each] for each in items}, on=on, by=by, at=at)
    person = coding.referral.person
    finish_tasks(person=person, kind="assessment.settle", about=coding, by=by, at=at)
    reopen_if_changed(referral=coding.referral, on=on, by=by, at=at)
    tell(agreed, coding, second, person, fields=changed)
    return agreed


def _agree(
    first: Coding,
    second: Coding,
    settled: Mapping[str, tuple[str, str]],
    *,
    on: date,
    by: Any,
    at: datetime,
) -> Coding:
    """The coding that counts from now on, and each settled item with its reason."""
    agreed = Coding(
        referral=first.referral,
        tool=first.tool,
        purpose=Purpose.AGREED,
        stage=Stage.FINISHED,
        check_state=Check.SETTLED,
        guide=first.guide,
        coder=by,
        begun_on=on,
        finished_on=on,
        supersedes=first,
        checks=second,
        content=json.dumps(_taken(first, second, settled), sort_keys=True),
    )
    insert(agreed, by=by, at=at)
    for item, (taken_from, because) in settled.items():
        given = {"item": item, "taken_from": taken_from, "because": because}
        SettledItem(coding=agreed, **given).save(force_insert=True)
    return agreed


def _taken(first: Coding, second: Coding, settled: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    taken = dict(first.items)
    for item in settled:
        if settled[item][0] == Purpose.SECOND:
            taken[item] = second.items.get(item)
    return {name: value for name, value in taken.items() if value is not None}
