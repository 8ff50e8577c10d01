"""Living: the cohort as looks, so that each claim has its running evidence.

A look is a stretch of calendar months. An event enters at the look in which it became known.
Strata join people whose day 0 fell into the same look and whose predicted risk is in the same
half, so that within a stratum, at a look, all have been followed equally long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.cohort.effect import Evaluated, Role
from desist.evaluation.cohort.folder import Cohort
from desist.evaluation.cohort.suppression import is_small
from desist.evaluation.cohort.time_at_risk import Calendar, Offences, kinds_of
from desist.evaluation.evidence import Evidence
from desist.evaluation.quantity import Quantity
from desist.evaluation.sequential import Batches, sequential
from desist.evaluation.table import Numbers
from desist.evaluation.time_grid import Places
from desist.evaluation.unusable_data import UnusableData


def look_of(days: Places | Numbers, first: date, months: int) -> Places:
    """The look, counted from 1, of days given as ordinals; ``first`` is in the first month."""
    ordinals = np.asarray(days, dtype=np.int64)
    dates = pl.Series(ordinals - date(1970, 1, 1).toordinal()).cast(pl.Int32).cast(pl.Date)
    since = (dates.dt.year() - first.year) * 12 + dates.dt.month().cast(pl.Int32) - first.month
    looks: Places = (since // months + 1).to_numpy().astype(np.int64)
    return looks


def batches_of(
    cohort: Cohort, calendar: Calendar, offences: Offences, outcome: str, plan: AnalysisPlan
) -> Batches:
    """Events and numbers at risk of every stratum at every look up to the extraction."""
    zero = np.array(calendar.on_day_0)
    first = min(calendar.day_0)
    months = plan.look_months
    entered = look_of(zero, first, months)
    last = int(look_of(np.array([plan.extracted_on.toordinal()]), first, months)[0])
    chosen = np.isin(offences.kind, kinds_of(outcome))
    known = np.full(calendar.n, np.iinfo(np.int64).max)
    np.minimum.at(known, offences.person[chosen], offences.known[chosen])
    has_event = known <= plan.extracted_on.toordinal()
    out = np.full(calendar.n, last + 1)
    out[has_event] = look_of(known[has_event], first, months)
    died = calendar.died < 10**6
    gone = np.full(calendar.n, last + 1)
    gone[died] = look_of(zero[died] + calendar.died[died], first, months)
    # Whoever dies in a look is at risk in it; a conviction that comes after a death still counts.
    until = np.where(has_event, out, np.minimum(gone, last))
    is_treated = (cohort.episodes.get_column("arm") == "treated").to_numpy()
    band = _band(cohort)
    rows = []
    for stratum in np.unique(entered * 10 + band):
        at = entered * 10 + band == stratum
        for look in range(int(stratum) // 10, last + 1):
            risk = at & (until >= look)
            happened = risk & has_event & (out == look)
            rows.append(
                (look, stratum, *((each & arm).sum() for each in (happened, risk)
                                  for arm in (is_treated, ~is_treated)))
            )  # fmt: skip
    table = np.array(rows, dtype=np.float64)
    return Batches(
        look=table[:, 0], stratum=table[:, 1].astype(np.int64).astype(np.str_),
        events_treated=table[:, 2], events_control=table[:, 3],
        at_risk_treated=table[:, 4], at_risk_control=table[:, 5],
    )  # fmt: skip


def _band(cohort: Cohort) -> Places:
    """0 below the median predicted risk, 1 from it on, 2 where it is not known."""
    risk = cohort.episodes.get_column("predicted_risk").cast(pl.Float64).to_numpy()
    known = ~np.isnan(risk)
    middle = float(np.median(risk[known])) if known.any() else 0.0
    return np.where(known, (risk >= middle) * 1, 2).astype(np.int64)


@dataclass(frozen=True, kw_only=True)
class EvidenceCourse:
    """The running evidence against one hypothesis: its words, its ratio, and the e-value a look."""

    against: str
    says: str
    estimate: float | None
    warned_on: date | None
    verdict_on: date | None
    course: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class LivingSection:
    """One outcome over the looks; None of it where counts are too small to print.

    ``looks`` are the first days after each look. ``refused`` says why there is no evidence.
    """

    outcome: str
    role: Role
    is_suppressed: bool
    refused: str | None
    looks: tuple[date, ...] = ()
    hazard_ratio: Quantity | None = None
    evidence: tuple[EvidenceCourse, ...] = ()
    warnings: tuple[str, ...] = ()


def living_section(data: Evaluated, outcome: str, role: Role) -> LivingSection:
    """The evidence at every look since the first day 0; a negative control by the same test."""
    batches = batches_of(data.cohort, data.calendar, data.offences, outcome, data.plan)
    smallest = data.plan.smallest_count
    totals = [int(each.sum()) for each in (batches.events_treated, batches.events_control)]
    if any(is_small(total, smallest=smallest) for total in totals):
        return LivingSection(outcome=outcome, role=role, is_suppressed=True, refused=None)
    claims = [each for each in data.plan.claim if each.outcome == outcome]
    try:
        found = sequential(batches, claims=[each.ratio for each in claims])
    except UnusableData as error:
        refused = f"{error.problem} [{error.name}]"
        return LivingSection(outcome=outcome, role=role, is_suppressed=False, refused=refused)
    looks = tuple(
        _after(min(data.calendar.day_0), int(each.look), data.plan.look_months)
        for each in found.looks
    )
    courses = [
        ("no harm or more (a hazard ratio of 1 or less)", found.evidence.harm, "harm"),
        ("no benefit (a hazard ratio of 1 or more)", found.evidence.benefit, "benefit"),
    ]
    evidence = [
        _course(words, one, tuple(getattr(look, name) for look in found.looks), looks)
        for words, one, name in courses
    ]
    for n, (claim, one) in enumerate(zip(claims, found.evidence.claims, strict=True)):
        course = tuple(look.claims[n] for look in found.looks)
        evidence.append(_course(f"the claim \u201c{claim.says}\u201d", one, course, looks))
    return LivingSection(
        outcome=outcome, role=role, is_suppressed=False, refused=None, looks=looks,
        hazard_ratio=found.hazard_ratio, evidence=tuple(evidence), warnings=found.warnings,
    )  # fmt: skip


def _course(
    words: str, found: Evidence, course: tuple[float, ...], looks: tuple[date, ...]
) -> EvidenceCourse:
    def day(look: float | None) -> date | None:
        return None if look is None else looks[int(look) - 1]

    says = found.says
    for look in (found.verdict_at, found.warned_at):
        if look is not None:
            says = says.replace(f"look {look:g}", f"{day(look)}")
    return EvidenceCourse(
        against=words, says=says, estimate=found.estimate,
        warned_on=day(found.warned_at), verdict_on=day(found.verdict_at), course=course,
    )  # fmt: skip


def _after(first: date, look: int, months: int) -> date:
    """The first day after a look."""
    since = first.month - 1 + look * months
    return date(first.year + since // 12, since % 12 + 1, 1)
