"""Idle: the last events before a silence get their checkpoint too.

A checkpoint is written when an event comes a minute after the last one; a server that falls silent
would leave its last events without. Whoever serves calls ``note_silence`` now and then.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError

from desist.casework.audit import checkpoint
from desist.casework.audit.queries import last_event

SECONDS_BETWEEN = 20
log = logging.getLogger("desist.audit")


def note_silence(*, now: datetime | None = None, at_once: bool = False) -> bool:
    """Write a checkpoint of the chain's end if the last one is a minute old and events came since.

    ``at_once`` does not wait for the minute: the server is about to stop. A database or a disk
    that does not answer is logged and tried again: it must not end the serving.
    """
    try:
        last = last_event()
        if last is None:
            return False
        return checkpoint.write_if_due(size=last.seq, head=last.hash, now=now, at_once=at_once)
    except (DatabaseError, OSError):
        log.exception("no checkpoint could be written")
        return False
