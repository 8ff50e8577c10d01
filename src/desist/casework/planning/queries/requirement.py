"""Requirement: whether somebody can still be asked to come on the days that are to be booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desist.casework.people.queries import sentences_of
from desist.casework.referrals.models import Referral, Source
from desist.casework.upstream.queries.requirement import days_denied


def days_not_covered(referral: Referral, days: Iterable[date]) -> tuple[date, ...]:
    """The days on which nothing asks for a programme, by our record or by a system upstream.

    Whoever comes of their own will is asked by none. Where the requirement is not on record here,
    nothing here says that it ended; a system upstream may. What it last said counts while it is
    silent, and the page on which sessions are booked says that it is.
    """
    if referral.source == Source.VOLUNTARY:
        return ()
    asked = set(days)
    found = {day for denied in days_denied(referral.person, asked).values() for day in denied}
    if referral.sentence_id is not None:
        holding = [each for each in sentences_of(referral.person) if each.is_enforceable]
        found |= {day for day in asked if not any(each.in_force_on(day) for each in holding)}
    return tuple(sorted(found))
