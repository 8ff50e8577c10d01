"""Example: an invented cohort of any size, drawn from published rates, the same for a seed.

Treatment multiplies the hazards of image and contact offences by the hazard ratio asked for, and
touches nothing else: the other kinds can serve as negative controls. Who completes depends on a
frailty that the predictor does not know, so completers do better than predicted of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desist.evaluation.cohort.calibration import CALIBRATIONS, Calibration
from desist.evaluation.cohort.folder import Cohort
from desist.evaluation.cohort.record import KINDS
from desist.evaluation.time_grid import Numbers
from desist.evaluation.unusable_data import UnusableData

FIRST_DAY = date(2008, 1, 1)
LAST_DAY = date(2015, 12, 31)
EXTRACTED_ON = date(2020, 6, 30)
HORIZON_DAYS = 730
TREATED_KINDS = ("image", "contact")
START_SHARE, COMPLETION_SHARE, FRAILTY_VARIANCE, SELECTION = 0.88, 0.8, 0.5, -1.0
PROGRAMME_DAYS = 245
"""35 weekly sessions."""


@dataclass(frozen=True, kw_only=True)
class Invention:
    """What to invent."""

    treated: int = 600
    control: int = 1200
    hazard_ratio: float = 1.0
    calibration: str = "england"
    seed: int = 2007


@dataclass(frozen=True, kw_only=True, eq=False)
class _People:
    """Everybody's drawn characteristics; days are counted from ``FIRST_DAY``."""

    n: int
    is_treated: NDArray[np.bool_]
    day_0: NDArray[np.int64]
    age: Numbers
    prior: NDArray[np.int64]
    score: Numbers
    frailty: Numbers


def invented_cohort(invention: Invention) -> Cohort:
    """Draw it.

    Raises:
        UnusableData: nobody in an arm, no positive hazard ratio, or an unknown calibration.
    """
    if invention.calibration not in CALIBRATIONS:
        raise UnusableData(
            "unknown_calibration", f"there is no calibration {invention.calibration!r}",
            remedy=f"use one of {', '.join(CALIBRATIONS)}", where="calibration",
        )  # fmt: skip
    if min(invention.treated, invention.control) < 1 or not invention.hazard_ratio > 0:
        raise UnusableData(
            "impossible_cohort", "such a cohort cannot be drawn", where="treated",
            remedy="give people in both arms and a hazard ratio above nought",
        )  # fmt: skip
    calibration = CALIBRATIONS[invention.calibration]
    chance = np.random.default_rng(invention.seed)
    people = _people(invention, chance)
    ids = np.array([f"p{number:06d}" for number in chance.permutation(people.n)])
    died = people.day_0 + 1 + chance.exponential(365.25 / calibration.death_rate, people.n)
    outcomes = _outcomes(people, ids, died, calibration, invention.hazard_ratio, chance)
    return Cohort(
        episodes=_episodes(people, ids, died, calibration, chance),
        outcomes=outcomes,
        liberty=_liberty(people, ids, died, outcomes, chance),
    )


def write_cohort(cohort: Cohort, folder: Path) -> None:
    """The three tables as Parquet files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in ("episodes", "outcomes", "liberty"):
        getattr(cohort, table).write_parquet(folder / f"{table}.parquet")


def _people(invention: Invention, chance: np.random.Generator) -> _People:
    n = invention.treated + invention.control
    is_treated = np.arange(n) < invention.treated
    age = np.clip(chance.normal(42, 12, n) - is_treated * 1.0, 18, 80)
    prior = chance.poisson(0.5 + 0.1 * is_treated, n)
    return _People(
        n=n,
        is_treated=is_treated,
        day_0=chance.integers(0, (LAST_DAY - FIRST_DAY).days + 1, n),
        age=np.round(age, 1),
        prior=prior,
        score=0.4 * (prior - 0.5) - 0.02 * (age - 42),
        frailty=chance.gamma(1 / FRAILTY_VARIANCE, FRAILTY_VARIANCE, n),
    )


def _episodes(
    people: _People, ids: NDArray[np.str_], died: Numbers, calibration: Calibration,
    chance: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    begins = people.day_0 + chance.integers(20, 240, people.n)
    ends = begins + PROGRAMME_DAYS + chance.integers(0, 90, people.n)
    leaning = SELECTION * np.log(people.frailty) + np.log(COMPLETION_SHARE / (1 - COMPLETION_SHARE))
    starts = people.is_treated & (chance.random(people.n) < START_SHARE) & (begins < died)
    completes = starts & (chance.random(people.n) < 1 / (1 + np.exp(-leaning))) & (ends < died)
    rate = calibration.rates["image"]
    hazard = rate.hazard(calibration.shape) * HORIZON_DAYS**calibration.shape
    before = chance.normal(20, 6, people.n)
    after = before - 3 * completes + chance.normal(0, 3, people.n)
    day_0 = [FIRST_DAY + timedelta(days=int(day)) for day in people.day_0]
    frame = {
        "pseudonym": ids,
        "arm": np.where(people.is_treated, "treated", "control"),
        "programme": _where(people.is_treated, ["isotp"] * people.n),
        "programme_version": _where(people.is_treated, ["1"] * people.n),
        "day_0": day_0,
        "day_0_event": np.where(chance.random(people.n) < 0.7, "community_order", "release"),
        "started_on": _where(starts, _dates(begins)),
        "completed_on": _where(completes, _dates(ends)),
        "site_group": [f"s{number:02d}" for number in chance.integers(1, 25, people.n)],
        "age": _where(chance.random(people.n) < 0.97, people.age.tolist()),
        "prior_sanctions": people.prior,
        "supervision_intensity": np.round(2 + 2 * chance.random(people.n), 1),
        "predicted_risk": np.round(-np.expm1(-hazard * np.exp(people.score)), 5),
        "predicted_outcome": ["image"] * people.n,
        "predicted_horizon_days": [HORIZON_DAYS] * people.n,
        "predictor": ["invented@1"] * people.n,
        "predicted_on": [day - timedelta(days=7) for day in day_0],
        "score_victim_distortion_before": _where(starts, np.round(before, 1).tolist()),
        "score_victim_distortion_after": _where(completes, np.round(after, 1).tolist()),
    }
    return pl.DataFrame(frame, strict=False).sort("pseudonym")


def _outcomes(
    people: _People, ids: NDArray[np.str_], died: Numbers, calibration: Calibration,
    hazard_ratio: float, chance: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    last = (EXTRACTED_ON - FIRST_DAY).days
    parts = []
    for kind in KINDS:
        base = calibration.rates[kind].hazard(calibration.shape)
        ratio = np.where(people.is_treated & (kind in TREATED_KINDS), hazard_ratio, 1.0)
        hazard = base * ratio * people.frailty * np.exp(people.score)
        days = (chance.exponential(1.0, people.n) / hazard) ** (1 / calibration.shape)
        offended = people.day_0 + 1 + np.floor(np.minimum(days, 1e6)).astype(np.int64)
        convicted = offended + 30 + chance.exponential(calibration.lag_days - 30, people.n)
        known = np.floor(convicted) + 14
        seen = (convicted < died) & (known <= last)
        parts.append(
            pl.DataFrame({
                "pseudonym": ids[seen],
                "offended_on": _dates(offended[seen]),
                "convicted_on": _dates(convicted[seen]),
                "known_on": _dates(known[seen]),
                "kind": [kind] * int(seen.sum()),
                "disposal": np.where(chance.random(int(seen.sum())) < 0.1, "caution", "conviction"),
                "severity": chance.integers(1, 6, int(seen.sum())).astype(np.float64),
            })
        )  # fmt: skip
    return pl.concat(parts).sort("pseudonym", "offended_on", "kind")


def _liberty(
    people: _People, ids: NDArray[np.str_], died: Numbers, outcomes: pl.DataFrame,
    chance: np.random.Generator,
) -> pl.DataFrame:  # fmt: skip
    last = (EXTRACTED_ON - FIRST_DAY).days
    dead = died < last
    deaths = pl.DataFrame({
        "pseudonym": ids[dead], "kind": ["death"] * int(dead.sum()), "from_on": _dates(died[dead]),
        "until_on": pl.Series([None] * int(dead.sum()), dtype=pl.Date),
    })  # fmt: skip
    begins = people.day_0 + chance.integers(60, 900, people.n)
    ends = begins + chance.integers(14, 200, people.n)
    recalled = (chance.random(people.n) < 0.06) & (ends < np.minimum(died, last))
    recalls = pl.DataFrame({
        "pseudonym": ids[recalled], "kind": ["recall"] * int(recalled.sum()),
        "from_on": _dates(begins[recalled]), "until_on": _dates(ends[recalled]),
    })  # fmt: skip
    jailed = outcomes.filter(pl.Series(chance.random(outcomes.height) < 0.3))
    custody = jailed.select(
        "pseudonym", kind=pl.lit("custody"), from_on="convicted_on",
        until_on=pl.col("convicted_on").dt.offset_by("200d"),
    )  # fmt: skip
    return pl.concat([deaths, recalls, custody]).sort("pseudonym", "from_on", "kind")


def _dates(days: NDArray[np.int64] | Numbers) -> list[date]:
    return [FIRST_DAY + timedelta(days=int(day)) for day in np.minimum(days, 40_000)]


def _where(chosen: NDArray[np.bool_], values: Sequence[object]) -> list[object]:
    return [value if keep else None for value, keep in zip(values, chosen, strict=True)]
