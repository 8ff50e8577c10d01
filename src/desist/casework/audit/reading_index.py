"""The index of readings: who looked at whom, written a while after they looked.

A reading stands in its event before the page is answered. Its place in the index is found later,
by a timer or when an auditor searches: a list names fifty people, whose places are scattered over a
large index, and nobody should wait for that. A mark says how far the index has come.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from desist.casework.audit.chain import ADD_OBJECT
from desist.casework.audit.door import bookkeeping
from desist.casework.audit.event_format import COVERED, READING, Kind
from desist.casework.audit.models import AuditedObject, AuditEvent

AT_ONCE = 100
"""How many events are passed over in one transaction: others wait to write meanwhile."""
LOCK = 0x0DE5157B


@bookkeeping("an index of events that stand in the trail already")
def index_readings(*, at: datetime) -> int:
    """Bring the index of readings up to the last event; how many events were passed over."""
    passed = 0
    while some := _index_some():
        passed += some
    return passed


@transaction.atomic
def _index_some() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        marks = AuditedObject.objects.filter(reference=COVERED)
        covered = marks.aggregate(last=Max("seq"))["last"] or 0
        events = AuditEvent.objects.filter(seq__gt=covered).order_by("seq")
        found = list(events.values_list("seq", "kind", "objects_json")[:AT_ONCE])
        if not found:
            return 0
        looks = [(seq, json.loads(held)) for seq, kind, held in found if kind == Kind.CONSULTATION]
        rows = [(seq, READING + name) for seq, names in looks for name in names]
        cursor.executemany(ADD_OBJECT, [*rows, (found[-1][0], COVERED)])
    return len(found)
