"""Whether the case-management system still has an order that asks somebody to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desist.casework.people.models import Order, Person, Requirement
from desist.casework.upstream.interface import UpstreamSentence
from desist.casework.upstream.queries.look import known_of


def days_denied(person: Person, days: Iterable[date]) -> dict[str, tuple[date, ...]]:
    """By system: the days on which, by its last answer, nothing asks for a programme.

    A system that never answered denies nothing, nor does one without sentences, as for assessment.
    """
    asked = sorted(days)
    found: dict[str, tuple[date, ...]] = {}
    for known in known_of(person):
        held = known.answer.sentences if known.answer else ()
        if held:
            denied = tuple(day for day in asked if not any(_asks_on(each, day) for each in held))
            if denied:
                found[known.system] = denied
    return found


def silent_systems(person: Person) -> list[str]:
    """Those that did not answer when they were last asked, by name."""
    return [known.system for known in known_of(person) if known.is_silent]


def _asks_on(sentence: UpstreamSentence, day: date) -> bool:
    asks = sentence.order != Order.VOLUNTARY and sentence.requirement != Requirement.NONE
    begun = sentence.begins_on <= day
    over = sentence.ends_on is not None and sentence.ends_on < day
    ended = sentence.terminated_on is not None and sentence.terminated_on <= day
    return asks and begun and not over and not ended
