"""Reading the whole chain and naming everything that is not as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desist.casework.audit.checkpoint import Checkpoint, is_genuine
from desist.casework.audit.event_format import BEGINNING, COVERED, Event, Kind

NEAR = 8
"""How far around its place a moved event is looked for."""


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An event as the database holds it, with the hash that stands beside it."""

    event: Event
    hash: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong: what kind, at which event, in words."""

    kind: str
    seq: int
    text: str


@dataclass
class Walk:
    """What a walk along the chain found: its length, its end, its faults."""

    size: int = 0
    head: str = BEGINNING
    findings: list[Finding] = field(default_factory=list)
    doubtful: bool = False
    """The last event is not where it was written, so the next cannot be held against it."""
    passed: dict[int, str] = field(default_factory=dict)


def walk(stored: Iterable[Stored], *, sizes: Iterable[int] = ()) -> Walk:
    """Follow the chain, remembering the hash at each of ``sizes`` for the checkpoints."""
    wanted, found = frozenset(sizes), Walk()
    for each in stored:
        event = each.event
        faults = list(_faults(each, after=found))
        found.findings.extend(faults)
        found.doubtful = any(fault.kind == "reordered" for fault in faults)
        found.size, found.head = event.seq, each.hash
        if event.seq in wanted:
            found.passed[event.seq] = each.hash
    return found


def _faults(each: Stored, *, after: Walk) -> Iterator[Finding]:
    event = each.event
    if event.seq != after.size + 1:
        yield Finding(
            kind="removed",
            seq=after.size + 1,
            text=f"events {after.size + 1} to {event.seq - 1} were removed",
        )
    elif event.previous != after.head and event.hash == each.hash and not after.doubtful:
        yield Finding(
            kind="replaced",
            seq=event.seq,
            text=f"event {event.seq} does not follow event {after.size}: one was replaced",
        )
    if event.hash != each.hash:
        origin = _origin(each)
        if origin:
            text = f"event {event.seq} was written as event {origin}: events were reordered"
            yield Finding(kind="reordered", seq=event.seq, text=text)
        else:
            text = f"event {event.seq} was altered: its content and its hash differ"
            yield Finding(kind="altered", seq=event.seq, text=text)


def _origin(each: Stored) -> int | None:
    """The place an event was written at, if it merely stands elsewhere now."""
    seq = each.event.seq
    near = (s for s in range(max(1, seq - NEAR), seq + NEAR + 1) if s != seq)
    return next((s for s in near if replace(each.event, seq=s).hash == each.hash), None)


def index_faults(stored: Iterable[Stored], indexed: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    """Where the index by object says other than the events themselves: a search would miss them.

    A trail that began before readings stood apart has them as all else, up to the first that does.
    After the last mark of how far readings are indexed they are not there yet, and found later.
    """
    held = {seq: {name for _seq, name in group} for seq, group in groupby(indexed, itemgetter(0))}
    covered = max((seq for seq, names in held.items() if COVERED in names), default=0)
    apart = False
    for each in stored:
        event, names = each.event, held.pop(each.event.seq, set()) - {COVERED}
        if event.seq > covered and event.kind == Kind.CONSULTATION and not names:
            continue
        is_old = not apart and names == set(event.objects)
        if names != set(event.index) and not is_old:
            text = f"the index of event {event.seq} names other objects than the event does"
            yield Finding(kind="index", seq=event.seq, text=text)
        apart = apart or (event.index != event.objects and not is_old)
    for seq in held:
        yield Finding(
            kind="index", seq=seq, text=f"the index names event {seq}, which is not there"
        )


def against(
    found: Walk, checkpoints: Sequence[Checkpoint], *, public: Ed25519PublicKey
) -> Iterator[Finding]:
    """What the checkpoints know that the chain no longer shows."""
    for each in sorted(checkpoints, key=lambda one: one.at):
        day = datetime.fromtimestamp(each.at / 1_000_000, tz=UTC).isoformat(timespec="seconds")
        if not is_genuine(each, public):
            text = f"the checkpoint of {day} was not signed by this key"
            yield Finding(kind="checkpoint", seq=each.size, text=text)
        elif each.size > found.size:
            text = (
                f"there were {each.size} events at {day}, now there are {found.size}: "
                "the tail was cut, or the database was put back to an earlier day"
            )
            yield Finding(kind="cut", seq=found.size + 1, text=text)
        elif found.passed.get(each.size) != each.head:
            yield _rewritten(each, day=day)


def _rewritten(each: Checkpoint, *, day: str) -> Finding:
    text = f"event {each.size} is not the one that stood there at {day}: "
    text += "the chain was recomputed, or the database was put back and written on since"
    return Finding(kind="recomputed", seq=each.size, text=text)
