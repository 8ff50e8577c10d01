"""The example region as a document to alter, and its timetable."""

from __future__ import annotations

import copy
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import desist.cli
from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.region import Region, with_dates
from desist.scheduling.region_check import read_region
from desist.scheduling.region_problem import RegionProblem

EXAMPLE = Path(desist.cli.__file__).parent / "region_example.toml"


def document() -> dict[str, Any]:
    return copy.deepcopy(_document())


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


@cache
def example() -> Region:
    return read_region(document(), file="example")


@cache
def timetable() -> tuple[dict[str, Any], ...]:
    """The sessions of a first answer, as they are read from a file."""
    problem = RegionProblem(example())
    return tuple(with_dates(problem.sessions(first_bookings(problem.problem))))
