"""Saying how long somebody takes to a place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.groups.models import Way
from desist.casework.people.models import Person
from desist.casework.planning.models import Place


@action("groups.say_way", on="person", kind=Kind.COLLECTION)
def say_way(*, person: Person, place: Place, minutes: int, by: Any, at: datetime) -> Way:
    """How many minutes it takes, one way; said again, the newest counts."""
    way = Way(person=person, place=place, minutes=minutes, recorded_at=at)
    way.recorded_by = None if by.is_system else by
    way.save(force_insert=True)
    tell(way, person, fields=("place", "minutes"))
    return way
