"""Named: something to choose from, as the catalogue holds it: a code and the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from desist.programme.entry import KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class Named(Sourced):
    """A code, the words for it, and a hint where one helps."""

    id: str
    title: str
    hint: str = ""


Choosable = TypeVar("Choosable", bound=Named)


def named(held: Sequence[Choosable], code: str) -> Choosable:
    """The one of this code.

    Raises:
        KeyError: there is none.
    """
    for each in held:
        if each.id == code:
            return each
    raise KeyError(code)


def naming_faults(name: str, held: Sequence[Named]) -> Iterator[KeyFault]:
    """Nothing to choose from, or one code twice."""
    ids = [each.id for each in held]
    if len(ids) != len(set(ids)) or not ids:
        yield KeyFault(name, "is empty or has one id twice", "give each its own id")
