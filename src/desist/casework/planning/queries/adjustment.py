"""What somebody needs in order to take part, and what a room does not offer of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.people.models import Person
from desist.casework.planning.models import Room

STEP_FREE, HEARING_LOOP = "step_free", "hearing_loop"
ROOM_OFFERS = {STEP_FREE: _("step-free way in and room"), HEARING_LOOP: _("hearing loop")}
"""What a room can offer, by the field that says so."""


def needed_by(person: Person) -> tuple[str, ...]:
    """The codes of what was arranged for somebody."""
    return ()


def unmet_in(person: Person, room: Room) -> list[Any]:
    """What somebody needs of a room and this one does not offer, in words."""
    needed = needed_by(person)
    return [
        words for code, words in ROOM_OFFERS.items() if code in needed and not getattr(room, code)
    ]
