"""Adding to the chain: gapless, in the order of commits, as the last act of a transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from desist.casework.audit import checkpoint
from desist.casework.audit.event_format import BEGINNING, Event, Kind, Outcome
from desist.casework.audit.models import AuditedObject, AuditEvent

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LOCK = 0x0DE5157A
PLAIN = tuple(name for name in Event.__dataclass_fields__ if name not in ("objects", "fields"))
_columns = ("hash", "objects_json", "fields_json", *PLAIN)
# Written out: every page that reads a person adds to the trail, and building these two statements
# anew took as long as the page's queries.
ADD_EVENT = (
    f"INSERT INTO {AuditEvent._meta.db_table} ({', '.join(_columns)})"  # noqa: S608 - our names
    f" VALUES ({', '.join(['%s'] * len(_columns))})"
)
ADD_OBJECT = f"INSERT INTO {AuditedObject._meta.db_table} (seq, reference) VALUES (%s, %s)"  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Happening:
    """An event before it has its place in the chain."""

    at: datetime
    actor: UUID
    verb: str
    kind: Kind
    outcome: Outcome = Outcome.ALLOWED
    objects: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    recipient: str = ""
    session: str = ""
    request: UUID | None = None
    operation: UUID | None = None


def append(happenings: Sequence[Happening]) -> None:
    """Give these their places at the end of the chain; call it last in a transaction."""
    if not happenings:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the trail is written in a transaction")
    seq, previous = _head()
    rows, objects = [], []
    for happening in happenings:
        seq += 1
        event = _event(happening, seq=seq, previous=previous)
        previous = event.hash
        rows.append(_row(event, hash_=previous))
        if event.kind != Kind.CONSULTATION:  # where looks are found: reading_index.py
            objects += [(seq, name) for name in event.index]
    with connection.cursor() as cursor:
        cursor.executemany(ADD_EVENT, rows)
        if objects:
            cursor.executemany(ADD_OBJECT, objects)
    size, head = seq, previous
    transaction.on_commit(lambda: checkpoint.write_if_due(size=size, head=head))


def _head() -> tuple[int, str]:
    """The last event's place and hash. On SQLite a writing transaction has the file to itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1")
        return cursor.fetchone() or (0, BEGINNING)


def _event(happening: Happening, *, seq: int, previous: str) -> Event:
    since = happening.at - EPOCH
    return Event(
        seq=seq,
        previous=previous,
        at=(since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds,
        actor=str(happening.actor),
        session=happening.session,
        request=str(happening.request or ""),
        operation=str(happening.operation or ""),
        verb=happening.verb,
        kind=happening.kind.value,
        outcome=happening.outcome.value,
        recipient=happening.recipient,
        objects=tuple(dict.fromkeys(happening.objects)),
        fields=happening.fields,
    )


def _row(event: Event, *, hash_: str) -> tuple[str | int, ...]:
    plain = (getattr(event, name) for name in PLAIN)
    return (hash_, json.dumps(event.objects), json.dumps(event.fields), *plain)
