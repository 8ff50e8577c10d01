"""Finding administrations: of a referral, and those that are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from desist.casework.access import reached, rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.battery.models import OPEN, Administration, Point, Typing
from desist.casework.people.models import Person
from desist.casework.referrals.models import ENDED, Referral, Status

MOST = 8
"""How many are shown where they stand among other things."""
SOON = timedelta(days=14)
"""How long before its day a form is shown as due."""


def list_administrations(actor: Actor, referral: Referral) -> QuerySet[Administration]:
    """Every administration of a referral that this person may see, in the order of answering."""
    held = rows(actor, Administration).filter(referral=referral)
    return held.select_related("referral__person").order_by("due_on", "point", "place", "pk")


LATEST = timedelta(days=365)
"""How long after its day a form still stands among what is due for everybody in reach; ours."""
ASKED_AFTERWARDS = {
    Status.COMPLETE: (Point.END, Point.FOLLOW_UP),
    Status.FOLLOW_UP: (Point.FOLLOW_UP,),
}


def is_asked_for(status: str, point: str) -> bool:
    """Whether answers at a point would still say something, where a referral stands: ours.

    Nobody's start is measured once they are through, and nobody who left is asked.
    """
    return status not in ENDED or point in ASKED_AFTERWARDS.get(Status(status), ())


@dataclass(frozen=True, kw_only=True)
class Due:
    """Forms of one referral and point that are due by a day."""

    referral: Referral
    point: str
    due_on: date
    number: int

    @property
    def person(self) -> Person:
        """Who is to answer them."""
        return self.referral.person

    @property
    def reference(self) -> str:
        """What the trail calls the person."""
        return self.person.reference


def list_first_due(actor: Actor, *, day: date) -> list[Due]:
    """The first open forms in reach whose day is near or past, not by a year; one more of them.

    Each state is asked for by itself: so the database reads them in order, and stops.
    """
    numbers: Counter[tuple[date, int, str]] = Counter()
    for state in OPEN:
        for *which, number in _due_in(
            actor, state=str(state), since=day - LATEST, until=day + SOON
        ):
            numbers[tuple(which)] += number
    first = sorted(numbers)[: MOST + 1]
    return _named({each: numbers[each] for each in first})


@reached(Administration)
def _due_in(
    held: QuerySet[Administration], *, state: str, since: date, until: date
) -> QuerySet[Administration, Any]:
    near = held.filter(state=state, due_on__gte=since, due_on__lte=until)
    return _together(near)[: MOST + 1]


def list_due_about(actor: Actor, person: Person, *, day: date) -> list[Due]:
    """The forms of one person that are due."""
    held = rows_about(actor, Administration, person)
    due = _together(held.filter(state__in=OPEN, due_on__lte=day + SOON))
    return _named({tuple(which): number for *which, number in due})


def _together(due: QuerySet[Administration]) -> QuerySet[Administration, Any]:
    """Forms of one day, referral and point, counted."""
    which = ("due_on", "referral", "point")
    return due.order_by(*which).values_list(*which).annotate(number=Count("pk"))


def _named(numbers: Mapping[tuple[date, int, str], int]) -> list[Due]:
    referrals = {referral for _on, referral, _point in numbers}
    held = Referral._base_manager.filter(pk__in=referrals).select_related("person")
    named = held.in_bulk() if referrals else {}
    return [
        Due(referral=named[referral], point=str(Point(point).label), due_on=on, number=number)
        for (on, referral, point), number in numbers.items()
    ]


def typings_of(administration: Administration) -> list[Typing]:
    """Who typed this form, in turn."""
    return list(administration.typings.select_related("by").order_by("pk"))
