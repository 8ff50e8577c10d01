"""Circumstances: what surrounds an act, so that the audit trail can say it.

A request, a job or a command sets them once. Readings and refusals collect here and are written
to the audit trail, in a transaction of their own, before anything is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Something looked at, or asked for in vain."""

    verb: str
    objects: tuple[str, ...]
    fields: tuple[str, ...] = ()
    outcome: str = "allowed"
    """``allowed``, ``denied`` or ``failed``."""
    of_none: bool = False
    """Whether a list was looked at on which nobody stood."""


@dataclass(frozen=True)
class Holder:
    """Whoever holds these posts: all that a steady rule knows of an actor."""

    standing: Any


@dataclass(kw_only=True)
class Circumstances:
    """Who acts, in which session and request, under which operation id, and when."""

    actor: Any
    at: datetime
    session: str = ""
    request: UUID = field(default_factory=uuid4)
    operation: UUID | None = None
    readings: list[Reading] = field(default_factory=list)
    fetched: list[Any] = field(default_factory=list)
    """The objects that this act is about: which fields may be read depends on them."""
    known: dict[Any, Any] = field(default_factory=dict)
    """What a policy asked the database already during this act."""


_now: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


class NoCircumstances(RuntimeError):
    """Something was read outside any request, job or command: nobody could be named for it."""


def current() -> Circumstances:
    """The circumstances of this act.

    Raises:
        NoCircumstances: none were set.
    """
    held = _now.get()
    if held is None:
        raise NoCircumstances("set circumstances before reading")
    return held


def current_or_none() -> Circumstances | None:
    """The circumstances of this act, where there are any."""
    return _now.get()


@contextmanager
def under(circumstances: Circumstances) -> Iterator[Circumstances]:
    """Act under these circumstances until the block ends."""
    token = _now.set(circumstances)
    try:
        yield circumstances
    finally:
        _now.reset(token)


@contextmanager
def holding(standing: Any, *, at: datetime) -> Iterator[Any]:
    """Act as whoever holds these posts at a moment, of whom nothing else is known."""
    holder = Holder(standing)
    with under(Circumstances(actor=holder, at=at)):
        yield holder


def instant() -> datetime:
    """The moment of this act; now, where there are no circumstances."""
    held = _now.get()
    return held.at if held else timezone.now()


def once(key: Any, ask: Callable[[], Any]) -> Any:
    """What ``ask`` answers, asked once during one act; each time where there is none."""
    held = _now.get()
    if held is None:
        return ask()
    if key not in held.known:
        held.known[key] = ask()
    return held.known[key]


def is_known(key: Any) -> bool:
    """Whether it was asked, or found out by the way, during this act."""
    held = _now.get()
    return held is not None and key in held.known


def forget() -> None:
    """Ask anew from here on: something was changed."""
    held = _now.get()
    if held is not None:
        held.known.clear()
