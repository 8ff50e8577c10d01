"""Score change: how questionnaires moved, reported as no evidence of less reconviction."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import polars as pl

from desist.evaluation.change import NO_EVIDENCE, change
from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.effect import Evaluated
from desist.evaluation.cohort.suppression import withheld
from desist.evaluation.quantity import Quantity
from desist.evaluation.unusable_data import UnusableData

BEFORE = re.compile(r"score_(?P<scale>[a-z0-9_]+)_before")
NEED_A_CUT_OFF = ("recovered", "already_normal")
NO_SCALE = (
    "the plan has no [[scale]] for it (standard deviation, reliability, which way is better): "
    "nobody can be called changed"
)


@dataclass(frozen=True, kw_only=True)
class ScoreChange:
    """One scale among the treated. ``classes`` are None where small, or without ``[[scale]]``.

    ``answered_before`` had a score at the start; ``n`` both scores.
    """

    scale: str
    answered_before: int
    n: int | None
    refused: str | None
    mean_change: Quantity | None = None
    least_reliable_change: float | None = None
    expected_by_regression: float | None = None
    classes: dict[str, int | None] | None = None
    warnings: tuple[str, ...] = ()


def score_changes(data: Evaluated) -> tuple[ScoreChange, ...]:
    """Every scale that the episodes hold before and after."""
    columns = data.cohort.episodes.columns
    scales = [
        found["scale"] for each in columns
        if (found := BEFORE.fullmatch(each)) and f"score_{found['scale']}_after" in columns
    ]  # fmt: skip
    return tuple(_one(data, each) for each in scales)


def _one(data: Evaluated, scale: str) -> ScoreChange:
    plan = data.plan
    people = data.cohort.episodes.filter(pl.col("arm") == "treated")
    before, after = (
        people.get_column(f"score_{scale}_{when}").cast(pl.Float64).to_numpy()
        for when in ("before", "after")
    )
    both = ~np.isnan(before) & ~np.isnan(after)
    asked, n = int((~np.isnan(before)).sum()), int(both.sum())
    if min(n, asked - n if asked > n else n) < max(plan.smallest_count, 2):
        return ScoreChange(
            scale=scale, answered_before=asked, n=None, refused="withheld: few people are concerned"
        )
    known = next((each for each in plan.scale if each.id == scale), None)
    if known is None:
        return ScoreChange(scale=scale, answered_before=asked, n=n, refused=NO_SCALE)
    try:
        found = change(before[both], after[both], scale=known, level=plan.level)
    except UnusableData as error:
        said = f"{error.problem} [{error.name}]"
        return ScoreChange(scale=scale, answered_before=asked, n=n, refused=said)
    lost = (
        f"{asked - n:,} of {asked:,} answered at the start alone: those who left may have changed "
        "otherwise",
    )
    return ScoreChange(
        scale=scale, answered_before=asked, n=n, refused=None, mean_change=found.mean_change,
        least_reliable_change=found.least_reliable_change,
        expected_by_regression=found.regression_to_the_mean.expected,
        classes=_printable(
            {name: count for name, count in found.counts.items()
             if found.cut_offs.used or name not in NEED_A_CUT_OFF}, plan,
        ),
        warnings=(NO_EVIDENCE, *(each for each in found.warnings if each != NO_EVIDENCE),
                  *(lost if asked > n else ())),
    )  # fmt: skip


def _printable(counts: dict[str, int], plan: AnalysisPlan) -> dict[str, int | None]:
    hidden = withheld(list(counts.values()), smallest=plan.smallest_count)
    return {
        name: None if place in hidden else count
        for place, (name, count) in enumerate(counts.items())
    }
