"""Closing a concern: somebody other than whoever raised it does so, or agrees to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.concerns.actions.calling import (
    TO_ACKNOWLEDGE,
    TO_CLOSE,
    ask_to_close,
    end_calls,
)
from desist.casework.concerns.models import Concern, State
from desist.casework.records.editable import amend


@action("concerns.propose_closing", on="concern")
def propose_closing(
    *, concern: Concern, read_version: int, outcome: str, by: Any, at: datetime
) -> Concern:
    """Say what came of it and ask a second person to close it.

    Raises:
        StaleVersion: somebody else changed the concern in between.
    """
    values = {"state": State.CLOSING, "closing_by": by, "outcome": outcome}
    changed = _change(concern, read_version, values, by, at)
    ask_to_close(concern=changed, at=at)
    return changed


@action("concerns.close", on="concern")
def close_concern(
    *, concern: Concern, read_version: int, outcome: str, by: Any, at: datetime
) -> Concern:
    """Close it, as somebody responsible who did not raise it.

    Raises:
        StaleVersion: somebody else changed the concern in between.
    """
    values = {"state": State.CLOSED, "closed_by": by, "closed_at": at, "outcome": outcome}
    changed = _change(concern, read_version, values | {"escalate_at": None}, by, at)
    end_calls(concern=changed, kinds=(TO_ACKNOWLEDGE, TO_CLOSE), at=at)
    return changed


@action("concerns.decline_closing", on="concern")
def decline_closing(*, concern: Concern, read_version: int, by: Any, at: datetime) -> Concern:
    """Keep it open: something is still to be done. What was proposed stays in its revisions.

    Raises:
        StaleVersion: somebody else changed the concern in between.
    """
    values = {"state": State.OPEN, "closing_by": None}
    changed = _change(concern, read_version, values, by, at)
    end_calls(concern=changed, kinds=(TO_CLOSE,), at=at)
    return changed


def _change(
    concern: Concern, read_version: int, values: dict[str, Any], by: Any, at: datetime
) -> Concern:
    changed = amend(concern, read_version=read_version, values=values, by=by, at=at)
    tell(concern, concern.person, fields=changed)
    return concern
