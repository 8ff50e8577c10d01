"""Output file: written whole under its name, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from desist.catalogue.fault import Fault, FaultyInput


def check_places(places: Sequence[Path], *, read: Sequence[Path] = ()) -> None:
    """See that files can be written there before any work is done; ``read`` are those read from.

    Raises:
        FaultyInput: with every place that will not do.
    """
    faults = [
        Fault(file=str(place), path="", problem=problem, remedy=remedy)
        for position, place in enumerate(places)
        for problem, remedy in [_unfit(place, others=places[:position], read=read)]
        if problem
    ]
    if faults:
        lacking = [str(place.parent) for place in places if not place.parent.exists()]
        raise FaultyInput(faults, mend_with=f"mkdir -p {' '.join(lacking)}" if lacking else "")


def _unfit(place: Path, *, others: Sequence[Path], read: Sequence[Path]) -> tuple[str, str]:
    """Why nothing can be written there, and the remedy; empty where it can."""
    if place.is_dir():
        return "is a folder", "name a file in it"
    if not place.parent.is_dir():
        return f"lies in no folder: there is no {place.parent}", "make the folder, or name another"
    if not os.access(place if place.exists() else place.parent, os.W_OK):
        return "cannot be written here", "name a file in a folder of your own"
    if any(_same(place, each) for each in read):
        return "is the file that is read", "give the report another name"
    if any(_same(place, each) for each in others):
        return "is named twice", "give each report a name of its own"
    return "", ""


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write every file, each under its name only when all of them are written.

    A device or a pipe, which no file can replace, is written to directly.

    Raises:
        OSError: nothing could be written; no file was changed.
    """
    waiting: dict[Path, Path] = {}
    try:
        for place, content in contents.items():
            if place.exists() and not place.is_file():
                place.write_bytes(content)
                continue
            waiting[place] = place.with_name(f".{place.name}.{os.getpid()}.partial")
            waiting[place].write_bytes(content)
        for place, partial in waiting.items():
            partial.replace(place)
    finally:
        for partial in waiting.values():
            partial.unlink(missing_ok=True)
