"""Packed: the two tables that a service hands over, and what must be read with them, as one file.

Outcomes are none of it: they come from the records of convictions, linked by somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl

from desist.evaluation.cohort.data_package import cohort_data_package, columns_of
from desist.evaluation.cohort.record import Episode, LibertyPeriod, Observed

TYPES = {str: pl.String, date: pl.Date, int: pl.Int64, float: pl.Float64}
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP file can say: equal content has equal bytes, whenever it is packed."""


def packed(observed: Sequence[Observed], liberty: Sequence[LibertyPeriod], *, notes: str) -> bytes:
    """A ZIP of ``episodes.parquet``, ``liberty.parquet``, ``datapackage.json`` and the notes."""
    files = {
        "episodes.parquet": _parquet(_episodes(observed)),
        "liberty.parquet": _parquet(
            _table("liberty", liberty).sort("pseudonym", "from_on", "kind")
        ),
        "datapackage.json": json.dumps(cohort_data_package(), indent=1).encode(),
        "READ-ME.txt": notes.encode(),
    }
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, SAME_DAY), content, ZIP_DEFLATED)
    return whole.getvalue()


def _episodes(observed: Sequence[Observed]) -> pl.DataFrame:
    """The columns that every cohort has, then the site's own in the order of their names."""
    frame = _table("episodes", [each.episode for each in observed])
    names = sorted({name for each in observed for name in each.further})
    further = [
        pl.Series(name, [each.further.get(name) for each in observed], dtype=pl.Float64)
        for name in names
    ]
    return frame.with_columns(further).sort("pseudonym")


def _table(name: str, rows: Sequence[Episode] | Sequence[LibertyPeriod]) -> pl.DataFrame:
    schema = {each.name: TYPES[each.type] for each in columns_of(name)}
    return pl.DataFrame([astuple(each) for each in rows], schema=schema, orient="row")


def _parquet(frame: pl.DataFrame) -> bytes:
    held = BytesIO()
    frame.write_parquet(held)
    return held.getvalue()
