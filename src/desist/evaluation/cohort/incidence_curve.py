"""Incidence curve: the share with an outcome over time by arm, and who stands under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desist.evaluation.cohort.effect import UNIT, Evaluated, OutcomeOverTime, spells_of
from desist.evaluation.cohort.suppression import is_small, is_telling, rounded
from desist.evaluation.cohort.time_at_risk import Spells, last_days, spell_ends
from desist.evaluation.competing import CompetingOptions, IncidenceAt, People, competing
from desist.evaluation.quantity import Findings
from desist.evaluation.table import Flags

STEP_DAYS = 91
UNDER_AXIS_STEPS = 4


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """The share with the outcome by a day, and its limits."""

    day: int
    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class UnderAxis:
    """Cumulative numbers at a day, each to the nearest five: at risk, censored, events, deaths."""

    day: int
    at_risk: int
    censored: int
    events: int
    deaths: int


@dataclass(frozen=True, kw_only=True)
class ArmCurve:
    """One arm's curve."""

    arm: str
    points: tuple[CurvePoint, ...]
    under_axis: tuple[UnderAxis, ...]


@dataclass(frozen=True, kw_only=True)
class IncidenceCurves(Findings):
    """Both arms; none where counts are too small to print. ``refused`` names methods left out."""

    outcome: str
    is_suppressed: bool
    arms: tuple[ArmCurve, ...]
    refused: dict[str, str]


def incidence_curves(data: Evaluated, over_time: OutcomeOverTime) -> IncidenceCurves:
    """The curves of an outcome in everybody allocated, death competing."""
    outcome, plan = over_time.outcome, data.plan
    rows = spells_of(data, outcome, "allocated")
    treated = data.is_treated[rows.person]
    hidden = any(
        is_telling(
            int((rows.event[at] == 1).sum()), len(np.unique(rows.person[at])),
            smallest=plan.smallest_count,
        )
        for at in (treated, ~treated)
    ) or not (rows.event == 1).any()  # fmt: skip
    until = min(max(plan.horizons_days), *(int(rows.time[at].max()) for at in (treated, ~treated)))
    days = tuple(range(STEP_DAYS, until + 1, STEP_DAYS))
    about = Findings(
        method="Aalen-Johansen, log-log interval, death competing",
        source="Aalen and Johansen (1978), Scand. J. Stat. 5, 141-150", level=plan.level,
        assumptions=("whoever is censored has the same outlook as those who are followed on",),
    )  # fmt: skip
    if hidden or not days:
        return IncidenceCurves(
            **vars(about), outcome=outcome, is_suppressed=hidden, arms=(), refused={}
        )
    found = competing(
        rows.time, rows.event, start=rows.start,
        people=People(by=np.where(treated, "treated", "control"), person=rows.person),
        options=CompetingOptions(at=days, unit=UNIT, level=plan.level),
    )  # fmt: skip
    arms = []
    for group in sorted(found.groups, key=lambda each: each.group, reverse=True):
        at = treated if group.group == "treated" else ~treated
        points = _points([each for each in group.at if each.cause == 1], plan.smallest_count)
        under = _under(rows, at, (0, *days[UNDER_AXIS_STEPS - 1 :: UNDER_AXIS_STEPS]), data)
        arms.append(ArmCurve(arm=group.group, points=points, under_axis=under))
    return IncidenceCurves(
        **vars(about), outcome=outcome, is_suppressed=False, arms=tuple(arms),
        refused=dict(found.refused),
    )  # fmt: skip


def _points(at: Sequence[IncidenceAt], smallest: int) -> tuple[CurvePoint, ...]:
    """The points between which nobody or enough people had the event, so that no step is one's."""
    points, shown = [], 0
    for each in at:
        if not is_small(each.events - shown, smallest=smallest):
            shown = each.events
            points.append(
                CurvePoint(day=int(each.time), estimate=each.estimate, low=each.low, high=each.high)
            )
    return tuple(points)


def _under(rows: Spells, at: Flags, days: Sequence[int], data: Evaluated) -> tuple[UnderAxis, ...]:
    part = rows.where(at)
    n = data.calendar.n
    ends, last = spell_ends(part, n), last_days(part, n)
    return tuple(
        UnderAxis(
            day=day,
            at_risk=rounded(int(((part.start < day + 1) & (part.time > day)).sum())),
            censored=rounded(int(((ends == 0) & (last <= day)).sum())),
            events=rounded(int(((ends == 1) & (last <= day)).sum())),
            deaths=rounded(int(((ends > 1) & (last <= day)).sum())),
        )
        for day in days
    )
