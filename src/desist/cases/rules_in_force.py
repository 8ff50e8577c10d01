"""Rules in force: the catalogue as one site uses it on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.entry import Entry

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The catalogue as one site uses it on one day."""

    catalogue: Catalogue
    adoptions: Adoptions
    on: date

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """For each id of the kind the version to judge by."""
        return self.catalogue.all_in_force(kind, on=self.on, adoptions=self.adoptions)

    def called(self, kind: type[Kind], id_: str) -> Kind:
        """The version of that id to judge by.

        Raises:
            NotHeld: none is in force.
        """
        return self.catalogue.in_force(kind, id_, on=self.on, adoptions=self.adoptions)

    def one(self, kind: type[Kind]) -> Kind:
        """The rule of a kind of which a site uses one: the one adopted last, else the first.

        Raises:
            NotHeld: none is in force.
        """
        held = self.all(kind)
        if not held:
            raise NotHeld(kind.__name__, f"rule in force on {self.on}", ())
        usable = [each for each in held if each.is_usable()]
        return max(usable or held[:1], key=_adopted_on)


def _adopted_on(entry: Entry) -> date:
    return entry.adoption.on if entry.adoption else date.min
