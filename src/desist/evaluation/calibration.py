"""Calibration: whether predicted probabilities came true, overall, in bands and in subgroups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from desist.evaluation.calibration_measure import (
    OVERVIEW,
    Measures,
    PredictedPeople,
    measures,
    observed_if_followed,
)
from desist.evaluation.censoring_weight import IPCW, status_at
from desist.evaluation.follow_up import follow_up
from desist.evaluation.observed_expected import (
    checked_outcome,
    checked_probability,
)
from desist.evaluation.quantity import Findings, Quantity
from desist.evaluation.survival import groups_of
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

Censoring = Literal["weights", "refuse"]
ASSUMPTIONS = (
    "the prediction was made before the outcome was known, for the same outcome and horizon",
    "people are independent of each other",
)
CENSORING = "whoever left before the horizon had the same outlook as those who were followed on"
BANDS = 5
FEW = 10


@dataclass(frozen=True, kw_only=True)
class Band:
    """People of similar predicted probability: its mean, and the share with the outcome."""

    lowest: float
    highest: float
    n: int
    predicted: float
    observed: Quantity


@dataclass(frozen=True, kw_only=True)
class GroupMeasures(Measures):
    """The measures of one group."""

    group: str


@dataclass(frozen=True, kw_only=True)
class Calibration(Findings, Measures):
    """The measures of all, by bands of predicted probability, and by group.

    ``unknown`` is how many left before the horizon; they are stood for by weights.
    """

    horizon: float | None
    unit: str
    unknown: int
    bands: tuple[Band, ...]
    groups: tuple[GroupMeasures, ...]


@dataclass(frozen=True, kw_only=True)
class CalibrationOptions:
    """How outcomes were followed.

    ``horizon`` is the time by which the outcome was predicted, where people were followed for
    different times; ``censoring`` what is done about those who left before it.
    """

    horizon: float | None = None
    censoring: Censoring = "weights"
    unit: str = "unit not named"
    level: float = LEVEL


PLAIN = CalibrationOptions()


def calibration(
    probability: ArrayLike, outcome: ArrayLike, *, time: ArrayLike | None = None,
    by: ArrayLike | None = None, options: CalibrationOptions = PLAIN,
) -> Calibration:  # fmt: skip
    """Measure predictions against outcomes.

    Without a horizon ``outcome`` is 0 or 1 and known of everybody. With one it is the code of an
    event (2 and more: competing, so not the outcome) at ``time``.

    Raises:
        UnusableData: impossible values; a horizon without times or times without one; people who
            left before the horizon where ``censoring`` is ``refuse``.
    """
    people, unknown = _people(probability, outcome, time, options)
    names, group = groups_of(by, len(people.probability))
    parts = [people.where(group == number) for number in range(len(names))]
    groups = tuple(
        GroupMeasures(group=name, **vars(measures(part)))
        for name, part in zip(names, parts, strict=True)
    )
    weighted = people.weights is not None
    return Calibration(
        horizon=options.horizon,
        unit=options.unit,
        unknown=unknown,
        **vars(measures(people)),
        bands=tuple(_bands(people)),
        groups=groups if by is not None else (),
        level=options.level,
        method="observed against predicted probability"
        + (", inverse-probability-of-censoring weights" if weighted else ""),
        source=f"{OVERVIEW}; {IPCW}" if weighted else OVERVIEW,
        assumptions=(*ASSUMPTIONS, CENSORING) if weighted else ASSUMPTIONS,
        warnings=tuple(_warnings(people, unknown, groups if by is not None else ())),
    )


def _people(
    probability: ArrayLike, outcome: ArrayLike, time: ArrayLike | None, options: CalibrationOptions
) -> tuple[PredictedPeople, int]:
    chances = checked_probability(probability)
    if (time is None) != (options.horizon is None):
        absent = "time" if time is None else "horizon"
        raise UnusableData(
            f"no_{absent}", "time and horizon go together: only one of them is given",
            remedy=f"give the {absent} as well", where=absent,
        )  # fmt: skip
    if time is None or options.horizon is None:
        return PredictedPeople(
            probability=chances, outcome=checked_outcome(outcome, n=len(chances)), weights=None,
            rows=None, horizon=None, level=options.level,
        ), 0  # fmt: skip
    rows = follow_up(time, outcome)
    status = status_at(rows, options.horizon)
    if status.unknown and options.censoring == "refuse":
        raise UnusableData(
            "censored_before_horizon",
            f"{status.unknown:,} of {rows.n:,} people left before {options.horizon:g} without an "
            "event: their outcome is not known",
            remedy="choose an earlier horizon, or let weights stand for them",
            where="horizon",
        )  # fmt: skip
    return PredictedPeople(
        probability=chances, outcome=status.outcome, weights=status.weights, rows=rows,
        horizon=options.horizon, level=options.level,
    ), status.unknown  # fmt: skip


def _bands(people: PredictedPeople) -> Iterable[Band]:
    """People in fifths of predicted probability; those with the same stay together."""
    edges = np.unique(np.quantile(people.probability, np.arange(1, BANDS) / BANDS))
    number = np.searchsorted(edges, people.probability, side="left")
    for each in np.unique(number):
        part = people.where(number == each)
        yield Band(
            lowest=float(part.probability.min()),
            highest=float(part.probability.max()),
            n=len(part.probability),
            predicted=float(part.probability.mean()),
            observed=observed_if_followed(part),
        )


def _warnings(
    people: PredictedPeople, unknown: int, groups: Sequence[GroupMeasures]
) -> Iterable[str]:
    if unknown:
        yield (
            f"{unknown:,} of {len(people.probability):,} people left before the horizon without an "
            "event; the others stand for them by weights"
        )
    weights = people.weights
    if weights is not None and weights.max() > FEW:
        yield f"one person stands for {weights.max():.1f}: so few were followed that long"
    events = int(people.outcome.sum())
    if min(events, len(people.outcome) - events) < FEW:
        yield f"{events} people have the outcome: too few to judge the spread of the predictions"
    for each in groups:
        if each.n < FEW:
            yield f"group {each.group!r} has {each.n} people: its figures say next to nothing"
