"""Pathway rule: the pathways to offending that the battery looks for, and by which scales."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desist.programme.entry import Entry, KeyFault, Sourced
from desist.programme.norm import scale_faults


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A scale that points to a pathway when it is elevated towards this end."""

    scale: str
    towards: Literal["high", "low"]


@dataclass(frozen=True, kw_only=True)
class Pathway(Sourced):
    """A pathway and its indicators; it is elevated when any one of them is."""

    id: str
    title: str
    indicator: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class MultiplePathway(Sourced):
    """The pathway of those in whom so many of the others, or more, are elevated."""

    id: str
    title: str
    at_least: int


@dataclass(frozen=True, kw_only=True)
class PathwayRule(Entry):
    """The pathways, the distance at which a scale is elevated, and when they are multiple."""

    deviations: float
    """A scale is elevated beyond so many standard deviations from its norm's mean."""
    pathway: tuple[Pathway, ...]
    multiple: MultiplePathway

    @property
    def scales(self) -> tuple[str, ...]:
        """Every scale that indicates some pathway."""
        named = (each.scale for pathway in self.pathway for each in pathway.indicator)
        return tuple(dict.fromkeys(named))

    def faults(self) -> Iterator[KeyFault]:
        """Pathways twice or without a scale, and distances and counts that cannot be."""
        yield from super().faults()
        if self.deviations <= 0:
            yield KeyFault("deviations", f"is {self.deviations}", "give a distance above 0")
        ids = [*(each.id for each in self.pathway), self.multiple.id]
        for pathway in self.pathway:
            path = f"pathway[{pathway.id}]"
            if ids.count(pathway.id) > 1:
                yield KeyFault(path, "exists twice", "give each pathway an id of its own")
            if not pathway.indicator:
                yield KeyFault(f"{path}.indicator", "is empty", "name a scale that indicates it")
            for each in pathway.indicator:
                yield from scale_faults(f"{path}.indicator", each.scale)
        if not 2 <= self.multiple.at_least <= len(self.pathway):
            problem = f"is {self.multiple.at_least}, of {len(self.pathway)} pathways"
            yield KeyFault("multiple.at_least", problem, "give a number from 2 to all of them")
