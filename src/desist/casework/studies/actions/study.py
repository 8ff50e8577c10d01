"""Asking for a study, allowing or refusing it, closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.studies.models import Extract, ExtractState, Study, StudyState


class DecidedAlready(ValueError):
    """Somebody else decided, or closed it, just now."""


@action("studies.ask", kind=Kind.COLLECTION)
def ask_for_study(*, values: Mapping[str, Any], by: Any, at: datetime) -> Study:
    """Ask to be given what an evaluation needs; nothing is given before it is allowed."""
    study = Study(**values, asked_by=by, asked_at=at)
    study.save(force_insert=True)
    tell(study, fields=tuple(values))
    return study


@action("studies.decide", on="study")
def decide_study(
    *, study: Study, allowed: bool, because: str, open_until: date | None, by: Any, at: datetime
) -> Study:
    """Allow it until a day, or refuse it and say why.

    Raises:
        DecidedAlready: it no longer waits.
    """
    state = StudyState.ALLOWED if allowed else StudyState.REFUSED
    held = Study._base_manager.filter(pk=study.pk, state=StudyState.ASKED)
    until = open_until if allowed else None
    decided = {"decided_by": by, "decided_at": at, "because": because, "open_until": until}
    if not held.update(state=state, **decided):
        raise DecidedAlready(study.reference)
    study.refresh_from_db()
    tell(study, fields=("state", "because", "open_until"))
    return study


@action("studies.close", on="study")
def close_study(*, study: Study, by: Any, at: datetime) -> Study:
    """Give nothing more out for it; extracts that were kept for it are forgotten at once."""
    Study._base_manager.filter(pk=study.pk).update(state=StudyState.CLOSED)
    kept = Extract._base_manager.filter(study=study, state=ExtractState.DONE)
    kept.update(state=ExtractState.FORGOTTEN, content=None, people=None)
    study.refresh_from_db()
    tell(study, fields=("state",))
    return study
