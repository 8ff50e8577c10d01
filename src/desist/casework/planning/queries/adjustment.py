"""What was arranged for somebody, and whether a room offers it or a person has to see to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desist.casework.people.models import Access, Person
from desist.casework.people.queries import arrangement_of
from desist.casework.planning.models import Room

OF_THE_ROOM = (Access.STEP_FREE, Access.HEARING_LOOP)
"""What a room offers or does not, by fields of the same names."""
OF_THE_MATERIAL = (Access.LARGE_PRINT, Access.EASY_READ)
"""What the tablet and the sheets must be like."""
TO_BOOK = (Access.INTERPRETER, Access.SIGN_LANGUAGE, Access.SPEECH_TO_TEXT)
"""Whom somebody has to book for the session."""


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """One thing arranged: its words, and how it stands for a session.

    ``state``: ``offered`` or ``unmet`` by the room, ``material``, ``to_book``, or ``in_session``.
    """

    words: Any
    state: str


def needed_by(person: Person) -> frozenset[str]:
    """The codes of what was arranged for somebody."""
    held = arrangement_of(person)
    return frozenset(held.access.split()) if held else frozenset()


def adjustments_in(person: Person, room: Room) -> list[Adjustment]:
    """Everything arranged for somebody, as it stands for a session in this room."""
    needed = needed_by(person)
    return [
        Adjustment(words=each.label, state=_state(each, room)) for each in Access if each in needed
    ]


def unmet_in(person: Person, room: Room) -> list[Any]:
    """What was arranged and this room does not offer, in words."""
    return [each.words for each in adjustments_in(person, room) if each.state == "unmet"]


def _state(code: Access, room: Room) -> str:
    if code in OF_THE_ROOM:
        return "offered" if getattr(room, code.value) else "unmet"
    if code in OF_THE_MATERIAL:
        return "material"
    return "to_book" if code in TO_BOOK else "in_session"
