"""Lost job: one that takes longer than any does, since whoever was at it died."""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST = timedelta(hours=1)
"""So long a job may take; the longest that we know takes minutes."""


def is_lost(*, since: datetime, now: datetime) -> bool:
    """Whether a job that was asked for at a moment is no longer to be waited for."""
    return now - since >= LONGEST
