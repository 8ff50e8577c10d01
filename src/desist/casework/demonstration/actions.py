"""The mark that a database holds invented people only."""

from __future__ import annotations

from datetime import datetime

from desist.casework.audit.door import bookkeeping
from desist.casework.demonstration.models import DemonstrationMark


@bookkeeping("set before there is anything to audit")
def mark_as_demonstration(*, at: datetime) -> None:
    """Mark this database, before anything invented is put into it."""
    DemonstrationMark(made_at=at).save(force_insert=True)
