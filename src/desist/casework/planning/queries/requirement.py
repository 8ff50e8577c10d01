"""Requirement: whether somebody can still be asked to come on the days that are to be booked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desist.casework.people.queries import sentences_of
from desist.casework.referrals.models import Referral, Source


def days_not_covered(referral: Referral, days: Iterable[date]) -> tuple[date, ...]:
    """The days on which nothing on record asks for a programme, in order.

    Whoever comes of their own will, or whose requirement is not on record here, is asked for none:
    then nothing here says that it ended.
    """
    if referral.source == Source.VOLUNTARY or referral.sentence_id is None:
        return ()
    holding = [each for each in sentences_of(referral.person) if each.is_enforceable]
    open_days = {day for day in days if not any(each.in_force_on(day) for each in holding)}
    return tuple(sorted(open_days))
