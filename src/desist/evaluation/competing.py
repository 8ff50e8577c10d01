"""Competing risks: events that preclude each other, and what each means for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from desist.evaluation.aalen_johansen import AALEN_JOHANSEN, Incidence, aalen_johansen
from desist.evaluation.cox import Cox, CoxOptions, cox_of
from desist.evaluation.follow_up import FollowUp, follow_up, refuse_without_events
from desist.evaluation.gray import gray_test
from desist.evaluation.kaplan_meier import ProbabilityAt
from desist.evaluation.limits import Scale, limits
from desist.evaluation.quantity import Findings, Test, quantity
from desist.evaluation.subdistribution import FineGray, fine_gray
from desist.evaluation.survival import ENTRY, groups_of
from desist.evaluation.time_grid import Numbers, Places
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

ASSUMPTIONS = (
    "each row ends in at most one event, and whoever is censored has the same outlook as those who "
    "are followed on",
    "an event of one kind makes the others impossible (or of no interest) from then on",
)


@dataclass(frozen=True, kw_only=True)
class IncidenceAt(ProbabilityAt):
    """The share with events of one kind by one time."""

    cause: int


@dataclass(frozen=True, kw_only=True, eq=False)
class IncidenceCurve(Incidence):
    """A curve of cumulative incidence with its limits."""

    low: Numbers
    high: Numbers


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupIncidence:
    """One group: events by code, the curves at the times asked for, and whole."""

    group: str
    n: int
    events: Mapping[str, int]
    at: tuple[IncidenceAt, ...]
    curves: tuple[IncidenceCurve, ...] | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Competing(Findings):
    """Incidence by group and cause; tests and models where groups and covariates are given.

    ``refused`` says of each method that was left out why it was.
    """

    unit: str
    n: int
    groups: tuple[GroupIncidence, ...]
    gray: Mapping[str, Test] | None
    cause_specific: Mapping[str, Cox] | None
    fine_gray: FineGray | None
    refused: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class CompetingOptions:
    """How it is to be told; ``cause`` is the event of the Fine-Gray model."""

    at: Sequence[float] = ()
    cause: int = 1
    scale: Scale = "log-log"
    unit: str = "unit not named"
    level: float = LEVEL


PLAIN = CompetingOptions()


@dataclass(frozen=True, kw_only=True)
class People:
    """What is known of each row beside its follow-up; ``person`` joins spells of one person."""

    by: ArrayLike | None = None
    person: np.ndarray | None = None
    covariates: Mapping[str, ArrayLike] | None = None


def competing(
    time: ArrayLike, event: ArrayLike, *, start: ArrayLike | None = None,
    people: People | None = None, options: CompetingOptions = PLAIN,
) -> Competing:  # fmt: skip
    """Aalen-Johansen curves by group; Gray's test; cause-specific Cox and Fine-Gray models.

    Raises:
        UnusableData: what ``follow_up`` and the models refuse, or nobody has the event of interest.
    """
    known = people or People()
    rows = follow_up(time, event, start)
    refuse_without_events(rows, options.cause)
    causes = tuple(int(code) for code in np.unique(rows.event[rows.event != 0]))
    names, group = groups_of(known.by, rows.n)
    refused: dict[str, str] = {}
    groups = tuple(
        _group(name, rows, known, group == number, causes=causes, options=options)
        for number, name in enumerate(names)
    )
    return Competing(
        unit=options.unit,
        n=rows.n,
        groups=groups,
        gray=_or_refused(refused, "gray", lambda: _gray(rows, group, names, causes)),
        cause_specific=_cause_specific(rows, known, causes, options),
        fine_gray=_or_refused(refused, "fine_gray", lambda: _fine_gray(rows, known, options)),
        refused=refused,
        level=options.level,
        method=f"Aalen-Johansen, {options.scale} interval",
        source=AALEN_JOHANSEN,
        assumptions=ASSUMPTIONS if start is None else (*ASSUMPTIONS, ENTRY),
        warnings=tuple(_warnings(rows, groups, causes, refused)),
    )


Made = TypeVar("Made")


def _or_refused(refused: dict[str, str], name: str, make: Callable[[], Made]) -> Made | None:
    """What is made; None where the method has no witness for such data, with the reason."""
    try:
        return make()
    except UnusableData as error:
        if error.name != "no_witness":
            raise
        refused[name] = f"{error.problem}: {error.remedy}"
        return None


def _group(
    name: str, rows: FollowUp, people: People, chosen: np.ndarray, *,
    causes: Sequence[int], options: CompetingOptions,
) -> GroupIncidence:  # fmt: skip
    part = rows.where(chosen)
    person = None if people.person is None else people.person[chosen]
    curves = []
    for cause in causes:
        found = aalen_johansen(part, cause, person=person)
        low, high = limits(
            found.incidence, found.standard_error, scale=options.scale, level=options.level
        )
        curves.append(IncidenceCurve(**vars(found), low=low, high=high))
    return GroupIncidence(
        group=name,
        n=part.n,
        events={str(cause): int((part.event == cause).sum()) for cause in causes},
        at=tuple(_at(curve, time, options) for curve in curves for time in options.at),
        curves=tuple(curves),
    )


def _at(curve: IncidenceCurve, time: float, options: CompetingOptions) -> IncidenceAt:
    place = int(np.searchsorted(curve.time, time, side="right")) - 1
    beyond = int(np.searchsorted(curve.time, time, side="left"))
    warnings = []
    error: float | None = None
    values: tuple[float | None, float | None, float | None] = (None, None, None)
    if time > curve.time[-1]:
        warnings = [f"nobody was followed to {time:g}: the last was to {curve.time[-1]:g}"]
    elif place < 0 or curve.incidence[place] == 0:
        values = (0.0, None, None)
        warnings = [f"no event {curve.cause} by {time:g}: no interval can be given"]
    else:
        values = float(curve.incidence[place]), float(curve.low[place]), float(curve.high[place])
        error = float(curve.standard_error[place])
    found = quantity(
        values[0], values[1:], method=f"Aalen-Johansen, {options.scale} interval",
        source=AALEN_JOHANSEN, level=options.level, warnings=warnings,
    )  # fmt: skip
    return IncidenceAt(
        **vars(found),
        cause=curve.cause,
        time=time,
        standard_error=error,
        at_risk=int(curve.at_risk[beyond]) if beyond < len(curve.time) else 0,
        events=int(curve.events[: place + 1].sum()),
    )


def _gray(
    rows: FollowUp, group: Places, names: Sequence[str], causes: Sequence[int]
) -> dict[str, Test] | None:
    if len(names) == 1:
        return None
    return {str(cause): gray_test(rows, group, names, cause=cause) for cause in causes}


def _cause_specific(
    rows: FollowUp, people: People, causes: Sequence[int], options: CompetingOptions
) -> dict[str, Cox] | None:
    if not people.covariates:
        return None
    how = CoxOptions(unit=options.unit, level=options.level)
    return {
        str(cause): cox_of(rows.of_cause(cause), people.covariates, options=how)
        for cause in causes
    }  # fmt: skip


def _fine_gray(rows: FollowUp, people: People, options: CompetingOptions) -> FineGray | None:
    if not people.covariates:
        return None
    return fine_gray(rows, people.covariates, cause=options.cause, level=options.level)


def _warnings(
    rows: FollowUp, groups: Sequence[GroupIncidence], causes: Sequence[int],
    refused: Mapping[str, str],
) -> Iterable[str]:  # fmt: skip
    if len(causes) == 1:
        yield "there is one kind of event only: this is one minus Kaplan-Meier"
    for each in groups:
        absent = [code for code, count in each.events.items() if not count]
        if absent:
            yield f"in group {each.group!r} nobody has event {', '.join(absent)}"
    gone = np.flatnonzero(rows.at_risk <= rows.with_any_event)
    if gone.size and gone[0] < len(rows.times) - 1:
        yield (
            f"everybody at risk at {rows.times[gone[0]]:g} has an event: the curves end there, "
            "although others enter later"
        )
    for method, why in refused.items():
        yield f"{method} was not done: {why}"
