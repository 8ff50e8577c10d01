"""How long an extract is kept to be taken, and that a study ends on its last day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from desist.casework.audit.door import bookkeeping
from desist.casework.studies.actions.study import close_study
from desist.casework.studies.models import Extract, ExtractState, Study, StudyState
from desist.casework.studies.policy import MAKER

KEPT = timedelta(days=7)
"""Long enough to be taken; an extract is made again in minutes."""


@bookkeeping("what was made is told, and so is who took it; closing tells by itself")
def tidy_studies(*, at: datetime) -> int:
    """Close studies whose last day has passed and forget extracts made long ago; how many."""
    old = Extract._base_manager.filter(state=ExtractState.DONE, finished_at__lt=at - KEPT)
    forgotten = old.update(state=ExtractState.FORGOTTEN, content=None, people=None)
    today = timezone.localdate(at)
    over = Study._base_manager.filter(state=StudyState.ALLOWED, open_until__lt=today)
    closed = [close_study(study=each, by=MAKER, at=at) for each in over]
    return forgotten + len(closed)
