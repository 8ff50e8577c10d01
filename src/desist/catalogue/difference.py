"""Difference: what one version of a catalogue file says that another does not, key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One key path and what stands there before and after; None where nothing does."""

    path: str
    before: str | None
    after: str | None


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Every key whose value differs between two TOML texts, in the order of the newer one.

    Rows of a table are told apart by their ``id`` where they have one, else by their place, so
    that a row put in between does not make all that follow look changed.

    Raises:
        tomllib.TOMLDecodeError: one of the texts is no TOML.
    """
    old, new = dict(_leaves(tomllib.loads(before))), dict(_leaves(tomllib.loads(after)))
    paths = [*new, *(path for path in old if path not in new)]
    return tuple(
        Difference(path=path, before=old.get(path), after=new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for place, each in enumerate(value, start=1):
            yield from _leaves(each, f"{path}[{_name(each, place)}]")
    else:
        yield path, _shown(value)


def _name(row: Any, place: int) -> str:
    """What a row is called: its id, else the whole-number range it covers, else its place."""
    if isinstance(row, Mapping):
        if "id" in row:
            return str(row["id"])
        if "at_least" in row:
            return f"from {row['at_least']}"
    return str(place)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(_shown(each) for each in value)
    return str(value)
