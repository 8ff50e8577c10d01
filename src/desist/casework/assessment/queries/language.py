"""The language in which somebody wishes to be written to."""

from __future__ import annotations

from desist.casework.people.models import Person


def language_wish(person: Person) -> str:
    """The code of a language; English where no other is asked for."""
    return "en"
