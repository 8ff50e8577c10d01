"""Reading the trail: whole, for verification, and in parts, for the auditor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from desist.casework.audit.chain import EPOCH
from desist.casework.audit.event_format import READING
from desist.casework.audit.models import AuditedObject, AuditEvent
from desist.casework.audit.verify import Stored

BATCH = 2000


def stored_events() -> Iterator[Stored]:
    """Every event in order, a batch at a time."""
    last = -(2**62)
    while batch := list(AuditEvent.objects.filter(seq__gt=last).order_by("seq")[:BATCH]):
        yield from (Stored(event=row.as_event(), hash=row.hash) for row in batch)
        last = batch[-1].seq


def last_event() -> AuditEvent | None:
    """The end of the chain."""
    return AuditEvent.objects.order_by("-seq").first()


def indexed_objects() -> Iterator[tuple[int, str]]:
    """The index of the trail in order: which event speaks of which object."""
    rows = AuditedObject.objects.order_by("seq", "id").values_list("seq", "reference")
    yield from rows.iterator(chunk_size=BATCH)


@dataclass(frozen=True, kw_only=True)
class TrailSearch:
    """What an auditor looks for; what is empty is not asked."""

    object: str = ""
    actor: str = ""
    kind: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None


def find_events(search: TrailSearch) -> QuerySet[AuditEvent]:
    """The events that match, newest first."""
    query = AuditEvent.objects.order_by("-seq")
    if search.object:
        either = (search.object, READING + search.object)
        about = AuditedObject.objects.filter(reference__in=either)
        query = query.filter(seq__in=about.values("seq"))
    exact = {name: getattr(search, name) for name in ("actor", "kind", "outcome")}
    query = query.filter(**{name: value for name, value in exact.items() if value})
    if search.since:
        query = query.filter(at__gte=_microseconds(search.since))
    if search.until:
        query = query.filter(at__lt=_microseconds(search.until))
    return query


def events_about(references: Sequence[str]) -> QuerySet[AuditEvent]:
    """What was done to these objects, newest first; not who looked at them."""
    about = AuditedObject.objects.filter(reference__in=references)
    return AuditEvent.objects.filter(seq__in=about.values("seq")).order_by("-seq")


def _microseconds(moment: datetime) -> int:
    return int((moment.astimezone(UTC) - EPOCH).total_seconds() * 1_000_000)
