"""Collection: every entry of a loaded catalogue, and which of them is in force on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any, TypeVar

from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.fault import Fault
from desist.programme.entry import Entry

Kind = TypeVar("Kind", bound=Entry)


class NotHeld(LookupError):
    """The catalogue holds no such entry; ``nearest`` are ids that look like it."""

    def __init__(self, id_: str, kind: str, nearest: tuple[str, ...]) -> None:
        """``kind`` is the singular noun of what was asked for."""
        self.id, self.kind, self.nearest = id_, kind, nearest
        hint = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"the catalogue holds no {kind} called {id_!r}{hint}")


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All versions of all entries. ``files`` says where each (id, version) was read."""

    entries: tuple[Entry, ...]
    files: dict[tuple[str, int], str] = field(default_factory=dict)

    def of_kind(self, kind: type[Kind], *, demonstration: bool = False) -> tuple[Kind, ...]:
        """Every version of every entry of this kind; fictional ones in a demonstration only."""
        held: tuple[Kind, ...] | None = self._by_kind.get((kind, demonstration))
        if held is None:
            held = tuple(
                entry
                for entry in self.entries
                if isinstance(entry, kind) and (demonstration or not entry.fictional)
            )
            self._by_kind[kind, demonstration] = held
        return held

    @cached_property
    def _by_kind(self) -> dict[tuple[type, bool], Any]:
        """What was asked for once, by its kind: every judgement asks for the same few again."""
        return {}

    def versions(self, id_: str) -> tuple[Entry, ...]:
        """Every version of one entry, oldest first.

        Raises:
            NotHeld: there is none; with the ids that look like it.
        """
        found = [entry for entry in self.entries if entry.id == id_]
        if not found:
            nearest = self.nearest(id_, {entry.id for entry in self.entries})
            raise NotHeld(id_, "entry", nearest)
        return tuple(sorted(found, key=lambda entry: entry.version))

    def in_force(self, kind: type[Kind], id_: str, *, on: date, adoptions: Adoptions) -> Kind:
        """The version of one entry to judge by on a day, with the site's adoption of it.

        The latest version that has begun, has not ended, and is usable (verified, secondary or
        adopted); where none is usable, the latest, so that a judgement can name what it awaits.

        Raises:
            NotHeld: no version of that id and kind is in force on the day.
        """
        held = self.of_kind(kind, demonstration=adoptions.everything)
        found = sorted(
            (entry for entry in held if entry.id == id_ and _has_begun(entry, on)),
            key=lambda entry: entry.version,
            reverse=True,
        )
        if not found:
            ids = {entry.id for entry in held if entry.id != id_}
            raise NotHeld(id_, f"{kind.__name__} in force on {on}", self.nearest(id_, ids))
        resolved = [replace(entry, adoption=adoptions.of(entry, on=on)) for entry in found]
        for position, entry in enumerate(resolved):
            if entry.is_usable():
                passed_over = tuple(each.version for each in resolved[:position])
                return replace(entry, passed_over=passed_over)
        return resolved[0]

    def all_in_force(self, kind: type[Kind], *, on: date, adoptions: Adoptions) -> tuple[Kind, ...]:
        """For each id of this kind the version to judge by on a day, in order of id."""
        held = self.of_kind(kind, demonstration=adoptions.everything)
        ids = sorted({entry.id for entry in held if _has_begun(entry, on)})
        return tuple(self.in_force(kind, id_, on=on, adoptions=adoptions) for id_ in ids)

    @staticmethod
    def nearest(id_: str, ids: set[str]) -> tuple[str, ...]:
        """Up to three ids that look like the one asked for."""
        return tuple(get_close_matches(id_.lower(), sorted(ids), n=3, cutoff=0.5))


def _has_begun(entry: Entry, on: date) -> bool:
    """Whether this version has come into force by that day and has not ended before it."""
    ended = entry.in_force_until is not None and entry.in_force_until < on
    return entry.in_force_from <= on and not ended


def version_faults(catalogue: Catalogue) -> Iterator[Fault]:
    """Two files for one version, two versions beginning on one day, versions out of order."""
    ordered = sorted(catalogue.entries, key=lambda entry: (entry.id, entry.version))
    for id_, group in groupby(ordered, key=lambda entry: entry.id):
        for older, newer in pairwise(group):
            file = catalogue.files.get((id_, newer.version), id_)
            if older.version == newer.version:
                yield Fault(
                    file=file,
                    path="version",
                    problem=f"{id_} version {newer.version} exists twice",
                    remedy="give one of the two files the next version",
                )
            elif newer.in_force_from <= older.in_force_from:
                yield Fault(
                    file=file,
                    path="in_force_from",
                    problem=f"{id_} versions {older.version} and {newer.version} would both be "
                    f"in force on {older.in_force_from}",
                    remedy="let the newer version begin later",
                )
