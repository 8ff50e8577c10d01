"""Formulation terms: the coded lists from which parts of a formulation are chosen.

Codes keep a description neutral: nobody has to write about the offence or about a victim. They
are lists to choose from; nothing is scored and nothing decided by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.programme.entry import Entry, KeyFault, Sourced


@dataclass(frozen=True, kw_only=True)
class CodedTerm(Sourced):
    """One entry of a list: its code, and how it is said."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class FormulationTerms(Entry):
    """The lists of one version: behaviours, goods of the Good Lives Model, protective factors."""

    behaviour: tuple[CodedTerm, ...]
    good: tuple[CodedTerm, ...]
    protective: tuple[CodedTerm, ...]

    def faults(self) -> Iterator[KeyFault]:
        """Lists that are empty, and codes that stand in a list twice."""
        yield from super().faults()
        for name in ("behaviour", "good", "protective"):
            ids = [each.id for each in getattr(self, name)]
            if not ids:
                yield KeyFault(name, "is empty", "name what can be chosen")
            for id_ in sorted({each for each in ids if ids.count(each) > 1}):
                yield KeyFault(f"{name}[{id_}]", "is there twice", "give it once")
