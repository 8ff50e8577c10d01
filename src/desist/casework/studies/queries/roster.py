"""The roster of a study: names and dates of birth under its pseudonyms, for the data linker."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from desist.casework.people.models import Person
from desist.casework.studies.models import Study
from desist.casework.studies.queries.observation import pseudonym_of
from desist.casework.studies.queries.population import Population

COLUMNS = ("id", "first_name", "surname", "born_on", "postcode")
"""Those that desist evaluate link reads. This service holds no postcode."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def named(population: Population) -> list[Person]:
    """The people of a study who can be linked: a record made anonymous has no name any more."""
    return [each.person for each in population.members if not each.person.is_anonymous]


def roster_of(study: Study, people: Iterable[Person]) -> bytes:
    """The roster as CSV, in the order of the pseudonyms. Of first names the first."""
    told = sorted(
        (
            pseudonym_of(study, each),
            plain(next(iter(each.first_names.split()), "")),
            plain(each.last_name),
            each.born_on.isoformat(),
            "",
        )
        for each in people
    )
    held = StringIO()
    table = csv.writer(held, lineterminator="\n")
    table.writerows([COLUMNS, *told])
    return held.getvalue().encode()


def plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula; linking reads its letters alone."""
    return f"'{name}" if name.startswith(FORMULA) else name
