"""What binds somebody on a day, and whom they must not meet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.people.models import Condition, KeptApart, Person


def conditions_in_force(person: Person, on: date) -> Sequence[Condition]:
    """Every condition that binds somebody on a day."""
    held = Condition._base_manager.filter(person=person).order_by("subject", "pk")
    return [each for each in held if each.in_force_on(on)]


def list_kept_apart(actor: Actor, person: Person) -> QuerySet[KeptApart]:
    """Those whom somebody must not meet, from whichever side it was recorded; both in reach."""
    held = rows(actor, KeptApart).filter(Q(person=person) | Q(other=person))
    return held.select_related("person", "other").order_by("-begins_on", "-pk")


def pairs_kept_apart(people: Collection[Person], *, on: date) -> frozenset[frozenset[int]]:
    """Pairs of these people who must not meet on a day, by number: for whoever forms groups.

    It asks nobody's leave, since the rule holds whether or not the one who books may see both.
    """
    held = KeptApart._base_manager.filter(person__in=people, other__in=people)
    return frozenset(
        frozenset((each.person_id, each.other_id)) for each in held if each.in_force_on(on)
    )
