"""Rooms, and when staff are away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from desist.casework.accounts.models import DeliveryUnit, User
from desist.casework.audit.door import action, tell
from desist.casework.planning.models import Place, Room, StaffLeave


@action("planning.add_place", on="unit")
def add_place(*, unit: DeliveryUnit, name: str, by: Any, at: datetime) -> Place:
    """A building in which sessions are held."""
    place = Place(unit=unit, name=name)
    place.save(force_insert=True)
    tell(place, unit, fields=("name",))
    return place


@action("planning.add_room", on="place")
def add_room(*, place: Place, values: Mapping[str, Any], by: Any, at: datetime) -> Room:
    """A room: ``values`` holds name, capacity, step_free and hearing_loop."""
    room = Room(place=place, **values)
    room.save(force_insert=True)
    tell(room, place, fields=tuple(values))
    return room


@action("planning.change_room", on="room")
def change_room(*, room: Room, values: Mapping[str, Any], by: Any, at: datetime) -> Room:
    """Correct what a room offers, or take it out of use; what is booked stays booked."""
    for name, value in values.items():
        setattr(room, name, value)
    room.save(update_fields=list(values))
    tell(room, fields=tuple(values))
    return room


@action("planning.record_leave", on="user")
def record_leave(*, user: User, first_on: date, last_on: date, by: Any, at: datetime) -> StaffLeave:
    """A member of staff is away on these days, both included."""
    leave = StaffLeave(user=user, first_on=first_on, last_on=last_on)
    leave.save(force_insert=True)
    tell(leave, user, fields=("first_on", "last_on"))
    return leave


@action("planning.withdraw_leave", on="leave")
def withdraw_leave(*, leave: StaffLeave, by: Any, at: datetime) -> StaffLeave:
    """They are there after all."""
    leave.withdrawn_at = at
    leave.save(update_fields=["withdrawn_at"])
    tell(leave, leave.user, fields=("withdrawn_at",))
    return leave
