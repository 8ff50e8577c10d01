"""Refresh: asking systems upstream and keeping what was heard, outside any transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.people.models import Person
from desist.casework.upstream.actions import keep_looks
from desist.casework.upstream.asking import ask_all
from desist.casework.upstream.queries.look import known_of


def look_again(person: Person, *, by: Any, at: datetime) -> None:
    """Ask every system now, and keep the answers."""
    heard = ask_all(person.crn)
    if heard:
        keep_looks(person=person, heard=heard, by=by, at=at)


def look_if_due(person: Person, *, by: Any, at: datetime) -> None:
    """The same, where an answer is older than a day or there is none."""
    if any(each.is_due(at) for each in known_of(person)):
        look_again(person, by=by, at=at)
