"""Finding rooms, and who is away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person
from desist.casework.people.models.arrangement import PARTS, WEEKDAYS
from desist.casework.people.queries import arrangement_of
from desist.casework.planning.models import Place, Room, StaffLeave


def rooms_for(actor: Actor, person: Person) -> QuerySet[Room]:
    """The rooms in use in the region of somebody's team, those of their own unit first."""
    return rooms_in(actor, [person.team.unit.region_id])


def rooms_in(actor: Actor, regions: Collection[int]) -> QuerySet[Room]:
    """The rooms in use in these regions, by unit."""
    held = rows(actor, Room).filter(place__unit__region__in=regions, is_open=True)
    return held.select_related("place__unit").order_by("place__unit__name", "place__name", "name")


def parts_free(person: Person) -> frozenset[str]:
    """The parts of the week in which somebody said that they are free; empty where none is said."""
    held = arrangement_of(person)
    return frozenset(held.available.split()) if held else frozenset()


def free_weekdays(person: Person) -> list[str]:
    """The weekdays with a part in which somebody said that they are free, Monday as 0."""
    days = {each.split("_")[0] for each in parts_free(person)}
    return [str(at) for at, (day, _words) in enumerate(WEEKDAYS) if day in days]


def said_free(person: Person) -> list[str]:
    """The parts of the week in which somebody said that they are free, in words."""
    held = arrangement_of(person)
    words = dict(PARTS) | dict(WEEKDAYS)
    parts = [each.split("_") for each in held.available.split()] if held else []
    return [f"{words[day]} {str(words[part]).lower()}" for day, part in parts]


def list_rooms(actor: Actor) -> QuerySet[Room]:
    """Every room that this person may change."""
    held = rows(actor, Room, "planning.change_room").select_related("place__unit")
    return held.order_by("place__unit__name", "place__name", "name")


def list_places(actor: Actor) -> QuerySet[Place]:
    """The places to which this person may add rooms."""
    held = rows(actor, Place, "planning.add_room").select_related("unit")
    return held.order_by("unit__name", "name")


def leave_from(actor: Actor, day: date) -> QuerySet[StaffLeave]:
    """The leave that is not over yet, of those whose leave this person keeps."""
    held = rows(actor, StaffLeave, "planning.withdraw_leave").filter(last_on__gte=day)
    return held.select_related("user").order_by("first_on", "user__full_name")
