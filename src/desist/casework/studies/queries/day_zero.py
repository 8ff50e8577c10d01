"""Day 0: from which day somebody's time is counted where that is their order or their release."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from desist.casework.people.models import Whereabouts
from desist.casework.people.models.sentence import Order, Sentence
from desist.casework.people.models.whereabouts import Away

BEGAN: dict[str, Literal["community_order", "release"]] = {
    Order.COMMUNITY_ORDER: "community_order",
    Order.SUSPENDED_SENTENCE_ORDER: "community_order",
    Order.LICENCE: "release",
    Order.POST_SENTENCE_SUPERVISION: "release",
}
"""What begins supervision under each order; a licence begins on the day of release."""
LOCKED_UP = (Away.CUSTODY, Away.RECALL, Away.REMAND)
DayZero = tuple[date, Literal["community_order", "release"]]


def day_zero_of(
    sentence: Sentence | None, away: Iterable[Whereabouts], *, referred_on: date
) -> DayZero | None:
    """The day and what happened on it; None where neither order nor release is on record."""
    if sentence is not None and sentence.order in BEGAN:
        return sentence.begins_on, BEGAN[sentence.order]
    ends = [each.ended_on for each in away if each.kind in LOCKED_UP and each.ended_on]
    released = min((day for day in ends if day >= referred_on), default=None)
    return None if released is None else (released, "release")
