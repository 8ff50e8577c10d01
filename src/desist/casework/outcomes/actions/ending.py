"""Ending somebody's part in a programme, judged by what was delivered."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.access.policy import System
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.battery.actions.administration import plan_points_from
from desist.casework.outcomes.models import Ending
from desist.casework.outcomes.models.ending import EndingCode
from desist.casework.outcomes.queries.completion import judge
from desist.casework.planning.actions.enrolment import end_enrolment
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.actions import carry_forward
from desist.casework.referrals.models import Referral, Status
from desist.casework.rules.queries import the_catalogue
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.catalogue.words import words_of

OUTCOMES = System("outcomes")
REPORT_WITHIN = timedelta(weeks=2)
"""A reminder to write the report, not a limit of anybody's: the site's own practice decides."""
STATUS_WITHIN = timedelta(weeks=1)
"""The same, to close the referral with its reason, or to record how the programme ended."""
TO_RECORD = "record_ending"


class EndedAlready(ValueError):
    """Somebody else recorded how it ended; theirs is to be corrected, not doubled."""


@action("outcomes.end", on="enrolment", told=_("How the programme ended was recorded"))
def record_ending(
    *, enrolment: Enrolment, code: str, ended_on: date, words: str, by: Any, at: datetime
) -> Ending:
    """Say why it ended; the rule says what that is called. The report becomes a task.

    Raises:
        EndedAlready: it is recorded.
    """
    if Ending.objects.filter(enrolment=enrolment).exists():
        raise EndedAlready(enrolment.reference)
    ending = Ending(
        enrolment=enrolment,
        code=code,
        ended_on=ended_on,
        words=words,
        recorded_by=by,
        **_judged(enrolment, code),
    )
    try:
        insert(ending, by=by, at=at)
    except IntegrityError as error:
        raise EndedAlready(enrolment.reference) from error
    if enrolment.is_running:
        end_enrolment(enrolment=enrolment, on=ended_on, by=by, at=at)
    finish_tasks(person=enrolment.person, kind=TO_RECORD, about=enrolment, by=OUTCOMES, at=at)
    _carry_on(ending, by=by, at=at)
    if code != "error":
        due_on = timezone.localdate(at) + REPORT_WITHIN
        task = {"kind": "write_report", "about": enrolment, "user": by, "due_on": due_on}
        raise_task(person=enrolment.person, **task, by=by, at=at)
    tell(ending, enrolment, enrolment.person, fields=tuple(values_of(ending)))
    return ending


@action("outcomes.correct_ending", on="ending", told=_("How the programme ended was corrected"))
def correct_ending(
    *,
    ending: Ending,
    read_version: int,
    code: str,
    ended_on: date,
    words: str,
    by: Any,
    at: datetime,
) -> Ending:
    """Say it better, and judge anew by what is recorded now.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"code": code, "ended_on": ended_on, "words": words}
    values |= _judged(ending.enrolment, code)
    changed = amend(ending, read_version=read_version, values=values, by=by, at=at)
    tell(ending, ending.enrolment, ending.enrolment.person, fields=changed)
    _carry_on(ending, by=by, at=at)
    return ending


@bookkeeping("raises a task, which tells")
def ask_how_it_ended(*, referral: Referral, at: datetime) -> None:
    """Have it recorded how the programme ended, where the referral says only that it did."""
    running = Enrolment.objects.filter(referral=referral, ended_on=None)
    for enrolment in running.select_related("person"):
        due_on = timezone.localdate(at) + STATUS_WITHIN
        task = {"kind": TO_RECORD, "about": enrolment, "role": Role.MANAGER, "due_on": due_on}
        raise_task(person=enrolment.person, **task, by=OUTCOMES, at=at)


def _carry_on(ending: Ending, *, by: Any, at: datetime) -> None:
    """Completed: the referral is complete, and the last questionnaires are planned.

    Whoever left or was removed has a coded reason for it, which a manager is asked to give with
    the status: until then the referral says that they are on the programme.
    """
    referral = Referral._base_manager.select_related("person").get(pk=ending.enrolment.referral_id)
    if ending.code == EndingCode.RAN_ITS_COURSE:
        on = ending.ended_on
        plan_points_from(referral=referral, anchor="ended", on=on, by=OUTCOMES, at=at)
    if referral.status != Status.ON_PROGRAMME:
        return
    if ending.outcome == "completed":
        carry_forward(referral=referral, to=Status.COMPLETE, system=OUTCOMES, by=by, at=at)
    elif ending.code != "error":
        due_on = timezone.localdate(at) + STATUS_WITHIN
        task = {"kind": "referrals.on_programme", "about": referral, "role": Role.MANAGER}
        raise_task(person=referral.person, due_on=due_on, **task, by=OUTCOMES, at=at)


def _judged(enrolment: Enrolment, code: str) -> dict[str, str]:
    decision = judge(enrolment, ending=code)
    written = decision.as_record(words_of(the_catalogue()).reason)
    return {"outcome": decision.outcome, "decision": json.dumps(written, ensure_ascii=False)}
