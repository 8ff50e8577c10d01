"""Cases to look at, made through actions."""

from __future__ import annotations

from datetime import date

from desist.casework.referrals.actions import refer_person
from desist.casework.tasks.actions import finish_tasks
from tests.casework.ground import laid
from tests.casework.people import LONG_AGO, NOON


@laid
def refer(person, *, on: date = LONG_AGO, by=None):
    """Put somebody forward as their practitioner does."""
    by = by or person.practitioner
    referral = refer_person(
        person=person, programme="isotp", setting="community", source="requirement",
        nation="england", context="", referred_on=on, by=by, at=NOON,
    )  # fmt: skip
    # What a new referral asks for by itself is done, so that a case begins with nothing due.
    about = {"person": person, "about": referral, "by": by, "at": NOON}
    finish_tasks(kind="referrals.referred", **about)
    return referral
