"""Deciding on an absence, and recording what was done about a failure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.delivery.actions.attendance import follow_verdict
from desist.casework.delivery.models import Absence, Failure, Taken
from desist.casework.records.editable import amend
from desist.casework.tasks.actions import finish_tasks


class NotOpen(ValueError):
    """The law of the order does not offer this; what it offers stands in ``choices``."""

    def __init__(self, taken: str, choices: list[str]) -> None:
        super().__init__(f"{taken} is none of {', '.join(choices)}")
        self.choices = choices


@action("delivery.decide_absence", on="absence", told=_("Absence decided on"))
def decide_absence(
    *,
    absence: Absence,
    read_version: int,
    verdict: str,
    excuse: str,
    evidence: str,
    by: Any,
    at: datetime,
) -> Absence:
    """The practitioner's decision; made again, the earlier one stays as a revision.

    Raises:
        StaleVersion: somebody else decided in between.
    """
    values = {
        "verdict": verdict, "excuse": excuse, "evidence": evidence,
        "decided_by": by, "decided_at": at,
    }  # fmt: skip
    changed = amend(absence, read_version=read_version, values=values, by=by, at=at)
    person = absence.session_record.enrolment.person
    finish_tasks(person=person, kind="decide_absence", about=absence, by=by, at=at)
    follow_verdict(absence=absence, by=by, at=at)
    tell(absence, person, fields=changed)
    return absence


@action("delivery.answer_failure", on="failure", told=_("Answer to a failure recorded"))
def answer_failure(
    *,
    failure: Failure,
    read_version: int,
    taken: str,
    taken_on: date,
    words: str,
    by: Any,
    at: datetime,
) -> Failure:
    """What somebody did about it, and why. What the law asks for may also be left undone, said so.

    Raises:
        NotOpen: the law of the order does not offer this.
        StaleVersion: somebody else saved in between.
    """
    if taken not in (*failure.choices, Taken.NOT_DONE):
        raise NotOpen(taken, [*failure.choices, Taken.NOT_DONE])
    values = {"taken": taken, "taken_on": taken_on, "taken_by": by, "words": words}
    changed = amend(failure, read_version=read_version, values=values, by=by, at=at)
    person = failure.session_record.enrolment.person
    finish_tasks(person=person, kind="answer_failure", about=failure, by=by, at=at)
    tell(failure, person, fields=changed)
    return failure
