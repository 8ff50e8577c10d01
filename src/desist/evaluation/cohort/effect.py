"""Effect: one outcome in the two arms, at a horizon and over time, small numbers withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.folder import Cohort
from desist.evaluation.cohort.mean_difference import MeanDifference, mean_difference
from desist.evaluation.cohort.suppression import is_telling
from desist.evaluation.cohort.time_at_risk import (
    Calendar,
    Offences,
    Spells,
    at_horizon,
    first_days,
)
from desist.evaluation.cox import CoxOptions, cox
from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.time_grid import Places
from desist.evaluation.two_group import TwoGroup, two_group
from desist.evaluation.unusable_data import UnusableData

Role = Literal["primary", "secondary", "negative_control"]
Whom = Literal["allocated", "completers", "dropouts"]
UNIT = "days"


@dataclass(frozen=True, kw_only=True)
class OutcomeAtHorizon:
    """One outcome within one horizon. All but the sizes are None where ``is_suppressed``.

    ``frequency`` is offences a person; ``days_to_first`` is of those who had the outcome.
    """

    outcome: str
    role: Role
    whom: Whom
    horizon_days: int
    treated_n: int
    control_n: int
    is_suppressed: bool
    comparison: TwoGroup | None
    frequency: MeanDifference | None
    days_to_first: MeanDifference | None
    severity: MeanDifference | None = None
    """Of each person's gravest offence, on the site's scale; None where none has a severity."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutcomeOverTime:
    """One outcome over the whole follow-up, as hazard ratios of treated to control."""

    outcome: str
    role: Role
    whom: Whom
    unadjusted: Quantity
    adjusted: Quantity
    adjusted_for: tuple[str, ...]
    proportional_hazards_p: float | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluated:
    """What every effect is computed from."""

    cohort: Cohort
    plan: AnalysisPlan
    calendar: Calendar
    offences: Offences
    is_treated: Flags
    has_completed: Flags
    """By the landmark."""


def roles_of(plan: AnalysisPlan) -> Mapping[str, Role]:
    """Every outcome of the plan and its role, in order."""
    roles: dict[str, Role] = dict.fromkeys(plan.primary_outcomes, "primary")
    roles |= {each: "secondary" for each in plan.secondary_outcomes if each not in roles}
    roles |= {each: "negative_control" for each in plan.negative_controls if each not in roles}
    return roles


def compared(data: Evaluated, whom: Whom) -> Flags:
    """Who is compared: the control arm, and of the treated those asked for."""
    if whom == "allocated":
        return np.ones(len(data.is_treated), dtype=bool)
    chosen = data.has_completed if whom == "completers" else ~data.has_completed
    both: Flags = ~data.is_treated | chosen
    return both


def outcome_at_horizon(
    data: Evaluated, outcome: str, *, role: Role, horizon_days: int, whom: Whom = "allocated"
) -> OutcomeAtHorizon | None:
    """The comparison, or None where an arm has nobody followed so long."""
    plan = data.plan
    from_day = 0 if whom == "allocated" else plan.landmark_days
    found = at_horizon(
        data.calendar, data.offences, outcome, days=horizon_days, plan=plan, from_day=from_day
    )
    counted = found.is_followed & compared(data, whom)
    if from_day:
        before = first_days(data.offences, outcome, data.calendar.n) <= from_day
        counted &= ~before & (data.calendar.died > from_day)
    arms = [counted & arm for arm in (data.is_treated, ~data.is_treated)]
    sizes = [int(arm.sum()) for arm in arms]
    if not all(sizes):
        return None
    events = [int((found.count[arm] > 0).sum()) for arm in arms]
    hidden = any(
        is_telling(count, n, smallest=plan.smallest_count)
        for count, n in zip(events, sizes, strict=True)
    )
    firsts = [found.first[arm & (found.count > 0)] for arm in arms]
    counts = [found.count[arm].astype(np.float64) for arm in arms]
    grave = [found.gravest[arm & ~np.isnan(found.gravest)] for arm in arms]
    graded = not hidden and min(map(len, grave)) >= plan.smallest_count
    return OutcomeAtHorizon(
        outcome=outcome, role=role, whom=whom, horizon_days=horizon_days,
        treated_n=sizes[0], control_n=sizes[1], is_suppressed=hidden,
        comparison=None if hidden else two_group(
            events[0], sizes[0], events[1], sizes[1], level=plan.level
        ),
        frequency=None if hidden else mean_difference(counts[0], counts[1], level=plan.level),
        days_to_first=None if hidden else mean_difference(firsts[0], firsts[1], level=plan.level),
        severity=mean_difference(grave[0], grave[1], level=plan.level) if graded else None,
        warnings=(f"counts of fewer than {plan.smallest_count} people are withheld",)
        if hidden else (),
    )  # fmt: skip


def spells_of(data: Evaluated, outcome: str, whom: Whom) -> Spells:
    """The rows at risk of an outcome, of those compared."""
    from_day = 0 if whom == "allocated" else data.plan.landmark_days
    first = first_days(data.offences, outcome, data.calendar.n)
    rows = data.calendar.spells(first, from_day=from_day)
    return rows.where(compared(data, whom)[rows.person])


def outcome_over_time(
    data: Evaluated, outcome: str, *, role: Role, whom: Whom = "allocated"
) -> OutcomeOverTime:
    """The cause-specific hazard ratio, alone and adjusted for the plan's covariates."""
    rows = spells_of(data, outcome, whom)
    numbers = {name: values for name, values in _covariates(data) if name in data.plan.covariates}
    hidden = any(
        is_telling(
            int((rows.event[data.is_treated[rows.person] == arm] == 1).sum()),
            len(np.unique(rows.person[data.is_treated[rows.person] == arm])),
            smallest=data.plan.smallest_count,
        )
        for arm in (True, False)
    )
    if hidden:
        said = f"counts of fewer than {data.plan.smallest_count} people are withheld"
        nothing = _none(said, data.plan.level)
        return OutcomeOverTime(
            outcome=outcome, role=role, whom=whom, unadjusted=nothing, adjusted=nothing,
            adjusted_for=(), proportional_hazards_p=None,
        )  # fmt: skip
    alone, p = _hazard_ratio(data, rows, {})
    adjusted, _ = _hazard_ratio(data, rows, numbers)
    return OutcomeOverTime(
        outcome=outcome, role=role, whom=whom, unadjusted=alone, adjusted=adjusted,
        adjusted_for=tuple(numbers), proportional_hazards_p=p,
    )  # fmt: skip


def _covariates(data: Evaluated) -> Iterator[tuple[str, Numbers]]:
    episodes = data.cohort.episodes
    for name in episodes.columns:
        if episodes[name].dtype.is_numeric():
            yield name, episodes[name].cast(pl.Float64).to_numpy()


def clusters_of(data: Evaluated) -> NDArray[np.str_] | Places:
    """Each person's site group; each a cluster alone where no site is known."""
    site = data.cohort.episodes.get_column("site_group")
    if site.null_count() == len(site):
        return np.arange(len(site))
    return site.fill_null("unknown").to_numpy().astype(np.str_)


def _hazard_ratio(
    data: Evaluated, rows: Spells, covariates: Mapping[str, Numbers]
) -> tuple[Quantity, float | None]:
    level = data.plan.level
    table = {name: values[rows.person] for name, values in covariates.items()}
    whole = np.ones(len(rows.person), dtype=bool)
    for values in table.values():
        whole &= ~np.isnan(values)
    used = rows.where(whole)
    cluster = clusters_of(data)[used.person]
    try:
        fitted = cox(
            used.time, used.event,
            {"treated": data.is_treated[used.person] * 1.0}
            | {name: values[whole] for name, values in table.items()},
            start=used.start, cluster=cluster, options=CoxOptions(unit=UNIT, level=level),
        )  # fmt: skip
    except UnusableData as error:
        return _none(f"{error.problem} [{error.name}]", level), None
    treated = fitted.coefficients["treated"]
    found = treated.few_cluster_ratio or treated.hazard_ratio
    lost = len(np.unique(rows.person)) - len(np.unique(used.person))
    warnings = list(found.warnings)
    if lost:
        warnings.append(f"{lost:,} people were left out: a covariate is missing (complete cases)")
    test = fitted.proportional_hazards.get("treated")
    told = quantity(
        found.estimate, (found.low, found.high), method=fitted.method, source=fitted.source,
        level=level, assumptions=fitted.assumptions, warnings=[*warnings, *fitted.warnings],
    )  # fmt: skip
    return told, None if test is None else test.p


def _none(said: str, level: float) -> Quantity:
    return quantity(
        None, method="Cox regression", source="Cox (1972), J. R. Stat. Soc. B 34, 187-220",
        level=level, warnings=[said],
    )  # fmt: skip
