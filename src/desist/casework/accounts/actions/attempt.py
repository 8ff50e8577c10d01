"""Counting tries, atomically and for all workers at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction

from desist.casework.accounts.limit import Counted
from desist.casework.accounts.models import AttemptCount
from desist.casework.audit.door import bookkeeping
from desist.casework.records.keys import keyed_hash

_COUNT_ONE = """
INSERT INTO accounts_attemptcount (public_id, counted, begins_at, tries) VALUES (%s, %s, %s, 1)
ON CONFLICT (counted, begins_at) DO UPDATE SET tries = accounts_attemptcount.tries + 1
RETURNING tries
"""


@bookkeeping("tries are counted whether or not anything comes of them")
def count_try(*, limits: Sequence[Counted], at: datetime) -> bool:
    """Count one try against every limit; whether all of them still allow it.

    A try is counted before it is judged, so that fifty at once are fifty. It has the same place in
    every count: counted one by one, the fifth of five might be the sixth of another count by then,
    and fewer would be let through than are allowed.
    """
    allowed = True
    with transaction.atomic(), connection.cursor() as cursor:
        for each in limits:
            begins_at = int(at.timestamp()) // each.limit.seconds * each.limit.seconds
            key = keyed_hash("limit", f"{each.limit.name}:{each.whom}")
            public_id = uuid4()
            shown = public_id if connection.vendor == "postgresql" else public_id.hex
            cursor.execute(_COUNT_ONE, [shown, key, begins_at])
            allowed &= cursor.fetchone()[0] <= each.limit.tries
    return allowed


@bookkeeping("a proved sign-in begins its count afresh")
def forget_tries(*, limits: Sequence[Counted], at: datetime) -> None:
    """Begin these counts afresh, after a success."""
    keys = [keyed_hash("limit", f"{each.limit.name}:{each.whom}") for each in limits]
    AttemptCount.objects.filter(counted__in=keys).delete()
