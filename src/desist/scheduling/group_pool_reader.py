"""Group pool reader: POOL.toml into a pool, or every fault at once.

What is unknown is left out of the file and named by the judgement that needs it; what cannot be
(a person in two pools, a group that ends before it begins) is a fault, with its place and remedy.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import parse_toml, read_strictly
from desist.programme.group_pool import GroupPool
from desist.scheduling.group_pool_check import pool_faults

LARGEST = 20_000_000
"""Bytes. A region's pool is some hundred thousand; more than this is something else."""
MEND_WITH = "desist groups --example"
EXAMPLE = Path(__file__).parent / "examples" / "pool.toml"


def read_pool(
    path: Path, *, catalogue: Catalogue, beside: Sequence[tuple[str, GroupPool]] = ()
) -> GroupPool:
    """The pool in a file; ``beside`` are other pools, by file, in which nobody may stand too.

    Raises:
        FaultyInput: with every fault of the file, named by file, key path and remedy.
    """
    return parse_pool(_text(path), file=str(path), catalogue=catalogue, beside=beside)


def parse_pool(
    text: str,
    *,
    file: str,
    catalogue: Catalogue,
    beside: Sequence[tuple[str, GroupPool]] = (),
) -> GroupPool:
    """The pool in a text; ``file`` is the name under which faults are reported.

    Raises:
        FaultyInput: with every fault of the text.
    """
    try:
        pool = read_strictly(parse_toml(text, file=file), GroupPool, file=file)
    except FaultyInput as error:
        raise FaultyInput(error.faults, mend_with=MEND_WITH) from None
    faults = [
        Fault(file=file, path=each.path, problem=each.problem, remedy=each.remedy)
        for each in pool_faults(pool, catalogue)
    ]
    for other_file, other in beside:
        there = {each.id for each in other.person}
        faults += [
            Fault(
                file=file,
                path=f"person[{each.id}]",
                problem=f"stands in the pool {other_file} as well",
                remedy="decide which of the two pools the person waits in, and take out the other",
            )
            for each in pool.person
            if each.id in there
        ]
    if faults:
        raise FaultyInput(faults, mend_with=MEND_WITH)
    return pool


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise _unreadable(path, f"is larger than {LARGEST:,} bytes", "name a pool file")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable(path, "is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"cannot be read: {reason}", "check the name") from None


def _unreadable(path: Path, problem: str, remedy: str) -> FaultyInput:
    fault = Fault(file=str(path), path="", problem=problem, remedy=remedy)
    return FaultyInput([fault], mend_with=MEND_WITH)
