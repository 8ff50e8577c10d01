"""Survival: how long people go without the event, by group, with the log-rank test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from desist.evaluation.follow_up import FollowUp, follow_up
from desist.evaluation.kaplan_meier import (
    KAPLAN_MEIER,
    RESTRICTED_MEAN,
    ProbabilityAt,
    SurvivalCurve,
    kaplan_meier,
    median,
    probability_at,
    restricted_mean,
)
from desist.evaluation.limits import Scale
from desist.evaluation.log_rank import log_rank
from desist.evaluation.quantity import Findings, Quantity, Test, quantity
from desist.evaluation.time_grid import Places
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

ASSUMPTIONS = (
    "whoever is censored has the same outlook as those who are followed on",
    "events are those of the first kind only: death or removal before it is not an end of risk "
    "here (see the competing job)",
)
ENTRY = "people who enter late have the same outlook as those already followed at that time"


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupSurvival:
    """One group: counts, median, mean up to a common time, and the curve at the times asked for."""

    group: str
    n: int
    events: int
    median: Quantity
    restricted_mean: Quantity
    at: tuple[ProbabilityAt, ...]
    curve: SurvivalCurve | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Survival(Findings):
    """Kaplan-Meier for each group; tests and differences where there is more than one.

    ``until`` is the time up to which means are taken; ``restricted_mean_difference`` is that of
    the second group minus the first, where there are two.
    """

    unit: str
    n: int
    events: int
    until: float
    groups: tuple[GroupSurvival, ...]
    log_rank: Test | None
    restricted_mean_difference: Quantity | None


@dataclass(frozen=True, kw_only=True)
class SurvivalOptions:
    """How it is to be told.

    ``at`` are times at which the curve is read; ``until`` that of the restricted mean (default:
    the longest time to which every group is followed); ``unit`` is only a word.
    """

    at: Sequence[float] = ()
    until: float | None = None
    scale: Scale = "log-log"
    unit: str = "unit not named"
    level: float = LEVEL


PLAIN = SurvivalOptions()


def survival(
    time: ArrayLike, event: ArrayLike, *, start: ArrayLike | None = None,
    by: ArrayLike | None = None, options: SurvivalOptions = PLAIN,
) -> Survival:  # fmt: skip
    """Kaplan-Meier curves of event 1; other events end the follow-up like censoring.

    Raises:
        UnusableData: what ``follow_up`` refuses, or a time that no group is followed to.
    """
    everything = follow_up(time, event, start)
    rows = everything.of_cause(1)
    names, group = groups_of(by, rows.n)
    parts = [rows.where(group == number) for number in range(len(names))]
    until = _until(parts, options.until)
    told = tuple(
        _group(name, part, until=until, options=options)
        for name, part in zip(names, parts, strict=True)
    )
    warnings = list(_warnings(everything, rows, told))
    several = len(names) > 1
    test = log_rank(rows, group, names) if several and rows.event.any() else None
    return Survival(
        unit=options.unit,
        n=rows.n,
        events=int(rows.event.sum()),
        until=until,
        groups=told,
        log_rank=test,
        restricted_mean_difference=_difference(told) if len(told) == 2 else None,
        level=options.level,
        method=f"Kaplan-Meier, {options.scale} interval",
        source=KAPLAN_MEIER,
        assumptions=ASSUMPTIONS if start is None else (*ASSUMPTIONS, ENTRY),
        warnings=tuple(warnings),
    )


def groups_of(by: ArrayLike | None, n: int) -> tuple[tuple[str, ...], Places]:
    """The names of the groups in order, and the number of each row's group.

    Raises:
        UnusableData: named ``lengths_differ``.
    """
    if by is None:
        return ("all",), np.zeros(n, dtype=np.int64)
    names, group = np.unique(np.asarray(by).astype(np.str_), return_inverse=True)
    if len(group) != n:
        raise UnusableData(
            "lengths_differ", f"{len(group)} groups for {n} rows", remedy="give one each",
            where="by",
        )  # fmt: skip
    return tuple(names.tolist()), group.astype(np.int64)


def _until(parts: Sequence[FollowUp], asked: float | None) -> float:
    longest = min(float(part.times[-1]) for part in parts)
    if asked is None:
        return longest
    if not 0 < asked <= longest:
        raise UnusableData(
            "beyond_follow_up", f"not every group is followed to {asked:g}",
            remedy=f"take means up to {longest:g} or less", where="until",
        )  # fmt: skip
    return asked


def _group(name: str, rows: FollowUp, *, until: float, options: SurvivalOptions) -> GroupSurvival:
    curve = kaplan_meier(rows, scale=options.scale, level=options.level)
    return GroupSurvival(
        group=name,
        n=rows.n,
        events=int(rows.event.sum()),
        median=median(curve),
        restricted_mean=restricted_mean(curve, until=until),
        at=tuple(probability_at(curve, time) for time in options.at),
        curve=curve,
    )


def _difference(groups: Sequence[GroupSurvival]) -> Quantity:
    first, second = (each.restricted_mean for each in groups)
    z = float(ndtri((1 + first.level) / 2))
    errors = [((each.high or 0.0) - (each.estimate or 0.0)) / z for each in (first, second)]
    gap = (second.estimate or 0.0) - (first.estimate or 0.0)
    reach = z * float(np.hypot(errors[0], errors[1]))
    return quantity(
        gap, (gap - reach, gap + reach),
        method=f"mean of {groups[1].group!r} minus mean of {groups[0].group!r}",
        source=RESTRICTED_MEAN, level=first.level,
    )  # fmt: skip


def _warnings(
    everything: FollowUp, rows: FollowUp, groups: Sequence[GroupSurvival]
) -> Iterable[str]:
    competing = int((everything.event > 1).sum())
    if competing:
        yield (
            f"{competing:,} rows end in a competing event and are treated as censored: one minus "
            "this curve overstates how many have the event; use the competing job"
        )
    if not rows.event.any():
        yield "everybody is censored: the curves stay at 1, and say only how long people were seen"
    for each in groups:
        yield from _group_warnings(each, several=len(groups) > 1)


def _group_warnings(told: GroupSurvival, *, several: bool) -> Iterable[str]:
    whom = f"in group {told.group!r} " if several else ""
    if several and not told.events:
        yield f"{whom}nobody has the event"
    curve = told.curve
    if curve is None:
        return
    gone = np.flatnonzero(curve.survival == 0)
    if gone.size and gone[0] < len(curve.time) - 1:
        yield (
            f"{whom}everybody at risk at {curve.time[gone[0]]:g} has the event: the curve is "
            "nought from then on, although others enter later; begin later, with more at risk"
        )
