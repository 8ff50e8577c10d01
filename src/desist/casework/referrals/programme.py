"""Programme: those of the catalogue that somebody can be referred to."""

from __future__ import annotations

from datetime import date

from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.curriculum import Programme


def list_programmes(*, on: date) -> tuple[Programme, ...]:
    """Every programme of the catalogue on a day, in the version that is in force."""
    return the_catalogue().all_in_force(Programme, on=on, adoptions=adoptions_here())


def programme_of(id_: str, version: int, *, catalogue: Catalogue | None = None) -> Programme:
    """One version of one programme, in force or not; of today's catalogue where none is given.

    Raises:
        NotHeld: the catalogue holds no such version.
    """
    for each in (catalogue or the_catalogue()).of_kind(Programme, demonstration=True):
        if (each.id, each.version) == (id_, version):
            return each
    raise NotHeld(f"{id_} version {version}", "programme", ())


def newest_version(id_: str, *, on: date) -> int:
    """The version of a programme that is in force on a day.

    Raises:
        NotHeld: there is none.
    """
    found = the_catalogue().in_force(Programme, id_, on=on, adoptions=adoptions_here())
    return found.version


def titles() -> dict[str, str]:
    """The title of each programme by its id, the newest version's."""
    held = the_catalogue().of_kind(Programme, demonstration=True)
    return {each.id: each.title for each in sorted(held, key=lambda each: each.version)}
