"""Where somebody is on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desist.casework.people.models import Away, Person, Place, Whereabouts

FIRST = (Place.DEPORTED, Place.HOSPITAL, Place.CUSTODY)
"""What counts where several hold at once: whoever was transferred to hospital is there."""


def whereabouts_of(person: Person) -> Sequence[Whereabouts]:
    """Every period away from the community, the latest first."""
    return list(Whereabouts._base_manager.filter(person=person).order_by("-begins_on", "-pk"))


def away_on(person: Person, on: date) -> Whereabouts | None:
    """The period that keeps somebody away on a day; None where they are in the community."""
    held = [each for each in whereabouts_of(person) if each.covers(on)]
    return min(held, key=lambda each: FIRST.index(Away(each.kind).place), default=None)


def place_on(person: Person, on: date) -> Place:
    """In what kind of place somebody is on a day."""
    away = away_on(person, on)
    return Place.COMMUNITY if away is None else Away(away.kind).place
