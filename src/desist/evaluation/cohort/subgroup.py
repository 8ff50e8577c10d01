"""Subgroup: does treatment go with more or less in one part of the people than in the other.

Only the subgroups of the plan, and always with the test of interaction: an effect that is
"significant" in one part and not in the other shows no difference between the parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, hypot

import numpy as np
import polars as pl
from scipy.special import ndtr, ndtri

from desist.evaluation.cohort.effect import UNIT, Evaluated, spells_of
from desist.evaluation.cohort.suppression import is_telling
from desist.evaluation.cohort.time_at_risk import Spells
from desist.evaluation.cox import Coefficient, CoxOptions, cox
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData

SOURCE = "Altman and Bland (2003), BMJ 326, 219"


@dataclass(frozen=True, kw_only=True)
class Subgroup:
    """One column of the plan, cut in two: hazard ratios of treatment below and above the cut.

    ``interaction`` is how many times the ratio above is that below, ``interaction_p`` its test.
    ``refused`` says why there is none.
    """

    outcome: str
    column: str
    cut: float | None
    refused: str | None
    below: Quantity | None = None
    above: Quantity | None = None
    interaction: Quantity | None = None
    interaction_p: float | None = None
    warnings: tuple[str, ...] = ()


def subgroup(data: Evaluated, outcome: str, column: str) -> Subgroup:
    """The two hazard ratios and their interaction, everybody allocated, unadjusted."""
    values = data.cohort.episodes.get_column(column).cast(pl.Float64).to_numpy()
    known = ~np.isnan(values)
    if not known.any() or values[known].min() == values[known].max():
        return _refused(outcome, column, "the column is the same for all, or empty")
    cut = _cut(values[known])
    rows = spells_of(data, outcome, "allocated")
    rows = rows.where(known[rows.person])
    high = values > cut
    if _is_telling(data, rows, high):
        return _refused(outcome, column, "withheld: few people are concerned")
    try:
        parts = [_fitted(data, rows.where(high[rows.person] == side)) for side in (False, True)]
    except UnusableData as error:
        return _refused(outcome, column, f"{error.problem} [{error.name}]")
    interaction, p = _interaction(*parts, level=data.plan.level)
    lost = int((~known).sum())
    return Subgroup(
        outcome=outcome, column=column, cut=cut, refused=None, below=parts[0].hazard_ratio,
        above=parts[1].hazard_ratio, interaction=interaction, interaction_p=p,
        warnings=("people for whom it is not known are left out",) if lost else (),
    )  # fmt: skip


def _cut(values: Numbers) -> float:
    """The median, or the value below it where nothing lies above."""
    middle = float(np.median(values))
    return middle if (values > middle).any() else float(values[values < middle].max())


def _refused(outcome: str, column: str, said: str) -> Subgroup:
    return Subgroup(outcome=outcome, column=column, cut=None, refused=said)


def _is_telling(data: Evaluated, rows: Spells, high: Flags) -> bool:
    """Whether any of the four cells is small; one hides all, as they add up to what is printed."""
    for side in (False, True):
        for arm in (False, True):
            at = (high[rows.person] == side) & (data.is_treated[rows.person] == arm)
            events, people = int((rows.event[at] == 1).sum()), len(np.unique(rows.person[at]))
            if is_telling(events, people, smallest=data.plan.smallest_count):
                return True
    return False


def _fitted(data: Evaluated, rows: Spells) -> Coefficient:
    return cox(
        rows.time, rows.event, {"treated": data.is_treated[rows.person] * 1.0}, start=rows.start,
        cluster=rows.person, options=CoxOptions(unit=UNIT, level=data.plan.level),
    ).coefficients["treated"]  # fmt: skip


def _interaction(
    below: Coefficient, above: Coefficient, *, level: float
) -> tuple[Quantity, float | None]:
    """The ratio of two ratios of different people, each part with its own baseline hazard."""
    method = "difference of two independent log hazard ratios, robust errors"
    if below.coef is None or above.coef is None or not below.robust_se or not above.robust_se:
        said = ("one of the two ratios is nought or infinite",)
        return quantity(None, method=method, source=SOURCE, level=level, warnings=said), None
    gap, error = above.coef - below.coef, hypot(below.robust_se, above.robust_se)
    reach = float(ndtri((1 + level) / 2)) * error
    found = quantity(
        exp(gap), (exp(gap - reach), exp(gap + reach)), method=method, source=SOURCE, level=level
    )
    return found, 2 * float(ndtr(-abs(gap) / error))
