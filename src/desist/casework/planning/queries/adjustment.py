"""What was arranged for somebody, and whether a room offers it or a person has to see to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from desist.casework.people.models import Access, Arrangement, Person
from desist.casework.people.queries import arrangement_of
from desist.casework.planning.models import NEEDS, Appointment, Room, SupportBooking

OF_THE_ROOM = (Access.STEP_FREE, Access.HEARING_LOOP)
"""What a room offers or does not, by fields of the same names."""
OF_THE_MATERIAL = (Access.LARGE_PRINT, Access.EASY_READ)
"""What the tablet and the sheets must be like."""


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """One thing arranged: its words, and how it stands for a session.

    ``state``: ``offered`` or ``unmet`` by the room, ``material``, ``in_session``; for whom somebody
    has to book ``to_book``, ``booked``, or ``left_behind`` by a session that moved since.
    """

    code: str
    words: Any
    state: str
    booking: SupportBooking | None = None


def needed_by(person: Person) -> frozenset[str]:
    """The codes of what was arranged for somebody."""
    held = arrangement_of(person)
    return frozenset(held.access.split()) if held else frozenset()


def adjustments_in(person: Person, room: Room) -> list[Adjustment]:
    """Everything arranged for somebody, as it stands for a session in this room."""
    held = arrangement_of(person)
    needed = held.access.split() if held else []
    return [
        Adjustment(code=each.value, words=_words(each, held), state=_state(each, room))
        for each in Access
        if each in needed
    ]


def _words(code: Access, held: Arrangement | None) -> str:
    """What it is; an interpreter with the language, without which none can be booked."""
    language = held.language if held and code == Access.INTERPRETER else ""
    return f"{code.label} ({language})" if language else str(code.label)


def adjustments_for(appointment: Appointment) -> list[Adjustment]:
    """The same for one session, with whom somebody booked for it."""
    newest = {each.need: each for each in appointment.support_bookings.order_by("pk")}
    held = adjustments_in(appointment.enrolment.person, appointment.room)
    return [_as_booked(each, newest.get(each.code)) for each in held]


def _as_booked(each: Adjustment, booking: SupportBooking | None) -> Adjustment:
    if booking is None or not booking.booked or each.code not in NEEDS:
        return each
    state = "booked" if booking.is_for_its_session else "left_behind"
    return replace(each, state=state, booking=booking)


def unmet_in(person: Person, room: Room) -> list[Any]:
    """What was arranged and this room does not offer, in words."""
    return [each.words for each in adjustments_in(person, room) if each.state == "unmet"]


def _state(code: Access, room: Room) -> str:
    if code in OF_THE_ROOM:
        return "offered" if getattr(room, code.value) else "unmet"
    if code in OF_THE_MATERIAL:
        return "material"
    return "to_book" if code in NEEDS else "in_session"
