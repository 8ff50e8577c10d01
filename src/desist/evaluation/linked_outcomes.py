"""Linked outcomes: which sanctioned offences are whose, under the pseudonyms of a cohort.

Links name people and records by opaque ids; the records say what was done when, and name nobody.
So whoever knows outcomes never sees a name, and whoever sees names never learns outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.data_package import columns_of
from desist.evaluation.cohort.folder import fault_where, value_faults
from desist.evaluation.cohort.pseudonym import is_pseudonym
from desist.evaluation.quantity import Findings
from desist.evaluation.table import name_faults
from desist.evaluation.table_reading import read_columns

LINKS = ("person", "record")
OF_A_RECORD = tuple(each for each in columns_of("outcomes") if each.name != "pseudonym")
SOURCE = "desist evaluate link"


@dataclass(frozen=True, kw_only=True)
class LinkedOutcomes(Findings):
    """How many records were linked to how many people, and how many to nobody."""

    offences: int
    people: int
    offences_of_nobody: int
    links_without_record: int


def link_outcomes(links: Path, records: Path) -> tuple[LinkedOutcomes, pl.DataFrame]:
    """The table ``outcomes`` of a cohort from ``links.csv`` and the records of convictions.

    ``records`` is CSV with ``record`` (the opaque id that was linked; one may stand for several
    offences) and the columns of ``outcomes`` but for the pseudonym.

    Raises:
        FaultyInput: every fault of both files; a record linked to two people; ids that are no
            pseudonyms.
    """
    linked, first = _read_links(links)
    held, second = _read_records(records)
    if linked is None or held is None or first or second:
        raise FaultyInput([*first, *second])
    joined = held.join(linked, on="record", how="left", maintain_order="left")
    theirs = joined.filter(pl.col("person").is_not_null())
    names = [each.name for each in OF_A_RECORD]
    frame = theirs.select(pl.col("person").alias("pseudonym"), *names)
    alone = linked.join(held, on="record", how="anti").height
    about = LinkedOutcomes(
        method="each offence goes to the one person to whom its record was linked", source=SOURCE,
        assumptions=("a record of somebody in the cohort was linked, and to nobody else",),
        warnings=("an offence of nobody is somebody else's, or a missed link: "
                  "desist evaluate link says how many to expect",),
        offences=frame.height, people=frame["pseudonym"].n_unique(),
        offences_of_nobody=joined.height - frame.height, links_without_record=alone,
    )  # fmt: skip
    return about, frame.unique(maintain_order=True).sort("pseudonym", "offended_on", "kind")


def _read_links(path: Path) -> tuple[pl.DataFrame | None, list[Fault]]:
    frame, faults = _read(path, LINKS)
    if frame is None:
        return None, faults
    for name in LINKS:
        faults += fault_where(
            frame, ~is_pseudonym(name).fill_null(value=False), path.name, name, "no_pseudonym",
            "is empty, or looks like a name or an official number",
            "link with opaque ids of this study, or with a key",
        )  # fmt: skip
    faults += fault_where(
        frame, pl.col("record").is_duplicated(), path.name, "record", "linked_twice",
        "is linked more than once", "keep the one link that is right",
    )  # fmt: skip
    return frame, faults


def _read_records(path: Path) -> tuple[pl.DataFrame | None, list[Fault]]:
    frame, faults = _read(path, ("record", *(each.name for each in OF_A_RECORD)))
    if frame is None:
        return None, faults
    typed = frame.with_columns(_typed(each.name, each.type) for each in OF_A_RECORD)
    faults += _unread(frame, typed, path.name)
    faults += value_faults(typed, OF_A_RECORD, path.name) if not faults else ()
    faults += fault_where(
        typed, pl.col("record").is_null(), path.name, "record", "missing_value", "is empty",
        "give the opaque id under which the record was linked",
    )  # fmt: skip
    return typed, faults


def _typed(name: str, kind: type) -> pl.Expr:
    held = pl.col(name)
    if kind is date:
        return held.str.to_date("%Y-%m-%d", strict=False)
    return held.cast(pl.Float64, strict=False) if kind is float else held


def _unread(given: pl.DataFrame, typed: pl.DataFrame, file: str) -> Iterator[Fault]:
    for each in OF_A_RECORD:
        lost = given.select(
            pl.col(each.name).is_not_null() & typed[each.name].is_null()
        )  # fmt: skip
        said = "a date" if each.type is date else "a number"
        yield from fault_where(
            lost, pl.col(each.name), file, each.name, "wrong_type", f"is not {said}",
            "write dates as 1980-12-31 and numbers with a point",
        )  # fmt: skip


def _read(path: Path, columns: tuple[str, ...]) -> tuple[pl.DataFrame | None, list[Fault]]:
    try:
        frame = read_columns(
            path, wanted=columns, as_text=True,
            check_names=lambda held: name_faults(path, held, columns),
        )  # fmt: skip
    except FaultyInput as error:
        return None, list(error.faults)
    return frame, []
