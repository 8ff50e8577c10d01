"""Recording who was told of a concern, and what they answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.concerns.models import Answer, Concern, Told


@action("concerns.record_told", on="concern", kind=Kind.DISCLOSURE)
def record_told(
    *,
    concern: Concern,
    party: str,
    whom: str,
    told_at: datetime,
    supersedes: Told | None = None,
    by: Any,
    at: datetime,
) -> Told:
    """Record that somebody was told, and when; ``supersedes`` is the row that this corrects."""
    told = Told(
        concern=concern,
        party=party,
        whom=whom,
        told_at=told_at,
        supersedes=supersedes,
        by=by,
        at=at,
    )
    told.save(force_insert=True)
    tell(told, concern, concern.person, fields=("party", "whom", "told_at"), recipient=party)
    return told


@action("concerns.record_answer", on="told", kind=Kind.COLLECTION)
def record_answer(*, told: Told, text: str, answered_at: datetime, by: Any, at: datetime) -> Answer:
    """Record what they answered or did."""
    answer = Answer(told=told, text=text, answered_at=answered_at, by=by, at=at)
    answer.save(force_insert=True)
    tell(answer, told, told.concern, told.concern.person, fields=("text", "answered_at"))
    return answer
