"""Quantity: one estimate in its envelope. What it is, how sure, by which method, and on what terms.

Nothing leaves this floor as a bare number, and nothing as "not a number": what cannot be computed
is None, and a warning beside it says what that means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from desist.programme.decision import plain
from desist.programme.proportion import LEVEL, Interval


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What every result carries beside its figures.

    ``method`` names the procedure, ``source`` the publication it is described in. ``assumptions``
    are what must hold for it to mean what it says; ``warnings`` are what was found in these data
    that limits it. ``level`` is that of every interval within.
    """

    method: str
    source: str
    level: float = LEVEL
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quantity(Findings):
    """An estimate and its interval; None for what cannot be computed or is not finite."""

    estimate: float | None
    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        """Keep the promise that a figure is a figure."""
        for each in (self.estimate, self.low, self.high):
            if each is not None and not isfinite(each):
                raise ValueError("a quantity is made by quantity(), which words what is not finite")


@dataclass(frozen=True, kw_only=True)
class Test:
    """A significance test: the statistic, its degrees of freedom if it has any, and p."""

    __test__ = False  # the name is the field's; it is nothing for a test runner to collect

    statistic: float | None
    degrees_of_freedom: int | None
    p: float | None
    method: str


def quantity(
    estimate: float | None,
    interval: tuple[float | None, float | None] = (None, None),
    *,
    method: str,
    source: str,
    level: float = LEVEL,
    assumptions: Iterable[str] = (),
    warnings: Iterable[str] = (),
) -> Quantity:
    """A quantity of these numbers; one that is not finite becomes None and is put into words."""
    said = list(warnings)
    limits = {"estimate": estimate, "lower limit": interval[0], "upper limit": interval[1]}
    clean: dict[str, float | None] = {}
    for name, value in limits.items():
        if value is None or isfinite(value):
            clean[name] = None if value is None else float(value)
            continue
        clean[name] = None
        is_infinite = value in (float("inf"), float("-inf"))
        said.append(
            f"the {name} is infinite: the data set no bound on that side"
            if is_infinite
            else f"the {name} cannot be computed from these data"
        )
    return Quantity(
        estimate=clean["estimate"],
        low=clean["lower limit"],
        high=clean["upper limit"],
        method=method,
        source=source,
        level=level,
        assumptions=tuple(assumptions),
        warnings=tuple(said),
    )


def from_interval(
    estimate: float, interval: Interval, *, source: str, assumptions: Iterable[str] = ()
) -> Quantity:
    """A quantity whose interval was computed on the ground floor."""
    return quantity(
        estimate,
        (interval.low, interval.high),
        method=interval.method,
        source=source,
        level=interval.level,
        assumptions=assumptions,
    )


SCHEMA = 1
"""The version of what a job prints."""


def job_document(job: str, result: Findings) -> dict[str, Any]:
    """What a job prints with ``--json``: its name, then its result."""
    return {"schema": SCHEMA, "job": job} | document(result)


def document(result: Findings) -> dict[str, Any]:
    """The result as JSON values: arrays as lists.

    Any number that is not finite after all becomes null, and is named among the warnings.
    """
    lost: list[str] = []
    cleaned: dict[str, Any] = _plain_numbers(plain(result), "", lost)
    cleaned["warnings"] = cleaned["warnings"] + [
        f"{path} is null: it cannot be computed from these data" for path in lost
    ]
    return cleaned


def _plain_numbers(value: Any, path: str, lost: list[str]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: _plain_numbers(each, f"{path}.{key}" if path else key, lost)
            for key, each in value.items()
        }
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain_numbers(each, path, lost) for each in value]
    if isinstance(value, float) and not isfinite(value):
        if path not in lost:
            lost.append(path)
        return None
    return value
