"""Coding a tool: begun, saved page by page, finished, and from then on never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.assessment.actions.reopening import reopen_if_changed
from desist.casework.assessment.models import Check, Coding, Purpose, Stage
from desist.casework.assessment.queries.coded import current_codings, differing
from desist.casework.assessment.queries.ruling import due
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.models import Referral
from desist.casework.tasks.actions import finish_tasks, raise_task


@action("assessment.begin_coding", on="referral", kind=Kind.COLLECTION)
def begin_coding(
    *, referral: Referral, tool: str, guide: str, on: date, by: Any, at: datetime
) -> Coding:
    """Begin to code; where somebody began and did not finish, theirs is gone on with.

    An earlier coding that counts is superseded when this one is finished, never overwritten.
    """
    held = Coding.objects.filter(referral=referral, tool=tool, coder=by, stage=Stage.DRAFT)
    mine = held.exclude(purpose=Purpose.SECOND).first()
    if mine is not None:
        tell(mine, referral.person)
        return mine
    coding = Coding(
        referral=referral,
        tool=tool,
        purpose=Purpose.FIRST,
        guide=guide,
        coder=by,
        begun_on=on,
        supersedes=current_codings(referral).get(tool),
        content="{}",
    )
    insert(coding, by=by, at=at)
    tell(coding, referral.person, fields=tuple(values_of(coding)))
    return coding


@action("assessment.save_coding", on="coding", kind=Kind.COLLECTION)
def save_coding(
    *, coding: Coding, read_version: int, items: Mapping[str, Any], by: Any, at: datetime
) -> Coding:
    """Save the items of one page; those of the other pages stay as they are.

    Raises:
        StaleVersion: the same page was saved from another window in between.
    """
    held = coding.items | dict(items)
    known = {name: value for name, value in held.items() if value is not None}
    values = {"content": json.dumps(known, sort_keys=True)}
    changed = amend(coding, read_version=read_version, values=values, by=by, at=at)
    tell(coding, coding.referral.person, fields=changed)
    return coding


@action("assessment.finish_coding", on="coding", told=_("Static risk coded"))
def finish_coding(*, coding: Coding, read_version: int, on: date, by: Any, at: datetime) -> Coding:
    """Say that the coding is whole: from now on it counts, and stays as it is.

    Raises:
        StaleVersion: it was saved from another window in between.
    """
    values = {"stage": Stage.FINISHED, "finished_on": on}
    changed = amend(coding, read_version=read_version, values=values, by=by, at=at)
    if coding.purpose == Purpose.SECOND:
        _compare(coding, on=on, by=by, at=at)
    else:
        reopen_if_changed(referral=coding.referral, on=on, by=by, at=at)
    tell(coding, coding.referral.person, fields=changed)
    return coding


@action("assessment.give_up_coding", on="coding")
def give_up_coding(*, coding: Coding, read_version: int, by: Any, at: datetime) -> Coding:
    """Leave a coding that was begun; it is kept, and counts for nothing.

    Raises:
        StaleVersion: it was saved from another window in between.
    """
    values = {"stage": Stage.GIVEN_UP}
    changed = amend(coding, read_version=read_version, values=values, by=by, at=at)
    tell(coding, coding.referral.person, fields=changed)
    return coding


def _compare(second: Coding, *, on: date, by: Any, at: datetime) -> None:
    """Say on the first coding whether the two agree; from now on each coder sees the other."""
    first = second.checks
    state = Check.DIFFERS if any(differing(first, second)) else Check.SAME
    amend(first, read_version=first.version, values={"check_state": state}, by=by, at=at)
    told = {"person": first.referral.person, "about": first, "by": by, "at": at}
    finish_tasks(kind="assessment.second_coding", **told)
    if state == Check.DIFFERS:
        raise_task(
            kind="assessment.settle",
            role=Role.ASSESSOR,
            due_on=due("settle", first.referral, on=on),
            **told,
        )
    tell(first, first.referral.person, fields=("check_state",))
