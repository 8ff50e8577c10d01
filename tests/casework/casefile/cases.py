"""Cases to look at, made through actions."""

from __future__ import annotations

from datetime import date

from desist.casework.referrals.actions import refer_person
from tests.casework.people import LONG_AGO, NOON


def refer(person, *, on: date = LONG_AGO, by=None):
    """Put somebody forward as their practitioner does."""
    by = by or person.practitioner
    return refer_person(
        person=person, programme="isotp", setting="community", source="requirement",
        nation="england", context="", referred_on=on, by=by, at=NOON,
    )  # fmt: skip
