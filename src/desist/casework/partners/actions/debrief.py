"""Saying how a day was, and answering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desist.casework.access import Role
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import staff_holding
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.partners.models import Debrief, DebriefAnswer


class NoSupervisor(ValueError):
    """Whoever was chosen is no supervisor, or is the author."""


@action("partners.debrief", kind=Kind.COLLECTION, followed=False)
def write_debrief(*, supervisor: User, values: Mapping[str, Any], by: Any, at: datetime) -> Debrief:
    """What somebody says of their own day, to the supervisor whom they choose.

    Raises:
        NoSupervisor: nobody supervises themselves.
    """
    if supervisor == by or supervisor not in staff_holding(Role.SUPERVISOR, on=values["on"]):
        raise NoSupervisor
    debrief = Debrief(author=by, supervisor=supervisor, at=at, **values)
    debrief.save(force_insert=True)
    tell(debrief, fields=tuple(values))
    return debrief


@action("partners.answer_debrief", on="debrief", kind=Kind.COLLECTION, followed=False)
def answer_debrief(*, debrief: Debrief, words: str, by: Any, at: datetime) -> DebriefAnswer:
    """What the supervisor answers, or the author adds."""
    answer = DebriefAnswer(debrief=debrief, words=words, by=by, at=at)
    answer.save(force_insert=True)
    tell(answer, debrief, fields=("words",))
    return answer
