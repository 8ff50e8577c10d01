"""Asking a system upstream: within a time, and with its answer checked before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from time import monotonic
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from desist.casework.people.models import Nation, Order, Requirement
from desist.casework.upstream.interface import Upstream, UpstreamCase, UpstreamSentence

AT_MOST = 3.0
"""Seconds that a page waits for one system."""
MOST_SENTENCES = 50


class Outcome(StrEnum):
    """How asking ended."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    SILENT = "silent"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one system said, if anything; ``why`` for whoever runs the service, never for a page."""

    system: str
    outcome: Outcome
    case: UpstreamCase | None = None
    why: str = ""


@cache
def systems() -> tuple[Upstream, ...]:
    """The systems that this installation asks, in the order of the setting."""
    return tuple(import_string(each)() for each in settings.DESIST_UPSTREAM)


def ask_all(crn: str, *, seconds: float = AT_MOST) -> list[Heard]:
    """Ask every system at once. Call it outside a transaction: it may take that long."""
    asked = systems()
    if not asked:
        return []
    pool = ThreadPoolExecutor(max_workers=len(asked))
    try:
        waiting = [(each, pool.submit(each.look_up, crn)) for each in asked]
        until = monotonic() + seconds
        return [_heard(each, future, crn, until - monotonic()) for each, future in waiting]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _heard(system: Upstream, future: Any, crn: str, seconds: float) -> Heard:
    try:
        error = future.exception(timeout=max(0.0, seconds))
    except TooSlow:
        return Heard(system=system.name, outcome=Outcome.SILENT, why="no answer in time")
    if error is not None:  # whatever an adapter raises, the page goes on
        return Heard(system=system.name, outcome=Outcome.SILENT, why=type(error).__name__)
    case = future.result()
    if case is None:
        return Heard(system=system.name, outcome=Outcome.UNKNOWN)
    faults = list(_faults(case, crn))
    if faults:
        return Heard(system=system.name, outcome=Outcome.WRONG, why="; ".join(faults)[:400])
    return Heard(system=system.name, outcome=Outcome.ANSWERED, case=_once(case))


def _faults(case: Any, crn: str) -> Iterator[str]:
    """Everything for which an answer is not believed."""
    if not isinstance(case, UpstreamCase):
        yield f"answered a {type(case).__name__}"
        return
    if case.crn != crn:
        yield "answered for another number"
    if len(case.sentences) > MOST_SENTENCES:
        yield f"{len(case.sentences)} sentences"
    for number, each in enumerate(case.sentences, start=1):
        yield from (f"sentence {number}: {fault}" for fault in _faults_of(each))


def _faults_of(sentence: UpstreamSentence) -> Iterator[str]:
    known = (("order", Order), ("requirement", Requirement), ("nation", Nation))
    for name, choices in known:
        if getattr(sentence, name) not in choices.values:
            yield f"unknown {name}"
    if not isinstance(sentence.begins_on, date):
        yield "no first day"
        return
    for name in ("ends_on", "terminated_on"):
        day = getattr(sentence, name)
        if day is not None and day < sentence.begins_on:
            yield f"{name} before it begins"
    if len(sentence.number) > 20:
        yield "a number of more than 20 characters"


def _once(case: UpstreamCase) -> UpstreamCase:
    """Without what it said twice."""
    sentences, facts = dict.fromkeys(case.sentences), dict.fromkeys(case.facts)
    return UpstreamCase(
        crn=case.crn,
        last_name=case.last_name,
        born_on=case.born_on,
        sentences=tuple(sentences),
        facts=tuple(facts),
    )
