"""Report: the whole evaluation of a cohort as one value, from which page and JSON are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.adjusted_effect import AdjustedEffect, adjusted_effect
from desist.evaluation.cohort.analysis_plan import (
    AnalysisPlan,
    Claim,
    deviations,
    plan_digest,
    read_freezing,
    read_plan,
)
from desist.evaluation.cohort.checklist import ChecklistItem, checklist_of
from desist.evaluation.cohort.consistency import check_outcomes, check_people
from desist.evaluation.cohort.delivered import delivered_items
from desist.evaluation.cohort.disclosure import guarded
from desist.evaluation.cohort.effect import (
    Evaluated,
    OutcomeAtHorizon,
    OutcomeOverTime,
    Role,
    Whom,
    outcome_at_horizon,
    outcome_over_time,
    roles_of,
)
from desist.evaluation.cohort.first_table import TableCell, TableRow, first_table
from desist.evaluation.cohort.flow import Flow, flow_of
from desist.evaluation.cohort.folder import Cohort, read_outcomes, read_people
from desist.evaluation.cohort.imputation import Imputed, imputed_ratio
from desist.evaluation.cohort.incidence_curve import IncidenceCurves, incidence_curves
from desist.evaluation.cohort.linkage import LinkageCorrected, linkage_corrected
from desist.evaluation.cohort.living import LivingSection, living_section
from desist.evaluation.cohort.needed import Needed, needed
from desist.evaluation.cohort.prediction import Prediction, predictions_of
from desist.evaluation.cohort.score_change import ScoreChange, score_changes
from desist.evaluation.cohort.statement import Statement, statement_of
from desist.evaluation.cohort.subgroup import Subgroup, subgroup
from desist.evaluation.cohort.suppression import withheld
from desist.evaluation.cohort.time_at_risk import Calendar, rules_of
from desist.evaluation.quantity import Findings

BESIDE: tuple[Whom, ...] = ("completers", "dropouts")
MISSING = (
    "people who lack a covariate are left out of adjusted figures, but for the ratio with missing "
    "covariates imputed",
    "what was not measured is in none of the adjustments",
)


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """The plan that was followed: its hash, the day it was frozen, and each deviation from it."""

    id: str
    sha256: str
    frozen_on: date | None
    deviations: tuple[str, ...]
    extracted_on: date
    smallest_count: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class CohortReport(Findings):
    """Everything that the report says.

    ``statements`` are the first page, one for each primary outcome. ``at_horizons`` and
    ``over_time`` hold every outcome and, beside everybody allocated, completers and dropouts.
    """

    title: str
    question: str
    is_invented: bool
    plan: PlanRecord
    statements: tuple[Statement, ...]
    settled_by: tuple[Needed, ...]
    rules: Mapping[str, str]
    flow: Flow
    first_table: tuple[TableRow, ...]
    at_horizons: tuple[OutcomeAtHorizon, ...]
    over_time: tuple[OutcomeOverTime, ...]
    adjusted: tuple[AdjustedEffect, ...]
    imputed: tuple[Imputed, ...]
    subgroups: tuple[Subgroup, ...]
    score_changes: tuple[ScoreChange, ...]
    curves: tuple[IncidenceCurves, ...]
    linkage: tuple[LinkageCorrected, ...]
    prediction: tuple[Prediction, ...]
    living: tuple[LivingSection, ...]
    evidence_level: str
    checklist: tuple[ChecklistItem, ...]


def cohort_report(folder: Path, *, is_unsuppressed: bool = False) -> CohortReport:
    """Read a folder by its plan and evaluate it.

    The plan is read and hashed, and its deviations found, before outcomes are read. With
    ``is_unsuppressed`` small counts are printed: for inside use only.

    Raises:
        FaultyInput: the plan or a table cannot be used; every fault of a stage at once.
    """
    plan = read_plan(folder)
    record = _record(plan, folder)
    episodes, liberty = read_people(folder)
    check_people(episodes, liberty, extracted_on=plan.extracted_on)
    _check_covariates(plan, episodes)
    cohort = Cohort(episodes=episodes, liberty=liberty, outcomes=read_outcomes(folder))
    check_outcomes(cohort, extracted_on=plan.extracted_on)
    if is_unsuppressed:
        plan = replace(plan, smallest_count=1)
        record = replace(record, smallest_count=1)
    return _report(evaluated(cohort, plan), record)


def evaluated(cohort: Cohort, plan: AnalysisPlan) -> Evaluated:
    """The cohort with its days counted and its offences sorted out."""
    calendar = Calendar(cohort, plan)
    episodes = cohort.episodes
    by_then = pl.col("completed_on") <= pl.col("day_0").dt.offset_by(f"{plan.landmark_days}d")
    return Evaluated(
        cohort=cohort, plan=plan, calendar=calendar, offences=calendar.offences(cohort, plan),
        is_treated=(episodes.get_column("arm") == "treated").to_numpy(),
        has_completed=episodes.select(at=by_then.fill_null(value=False))["at"].to_numpy(),
    )  # fmt: skip


def _record(plan: AnalysisPlan, folder: Path) -> PlanRecord:
    frozen = read_freezing(folder)
    return PlanRecord(
        id=plan.id, sha256=plan_digest(plan), frozen_on=frozen.frozen_on if frozen else None,
        deviations=deviations(plan, frozen, folder), extracted_on=plan.extracted_on,
        smallest_count=plan.smallest_count, claims=plan.claim,
    )  # fmt: skip


def _check_covariates(plan: AnalysisPlan, episodes: pl.DataFrame) -> None:
    faults = [
        Fault(
            file="plan.toml", path=key, problem=f"{name} is no column of numbers "
            "in episodes [no_column]", remedy="correct the name, or code it as numbers",
        )
        for key in ("covariates", "subgroups") for name in getattr(plan, key)
        if name not in episodes.columns or not episodes[name].dtype.is_numeric()
    ]  # fmt: skip
    if faults:
        raise FaultyInput(faults)


def _report(data: Evaluated, record: PlanRecord) -> CohortReport:
    plan, roles = data.plan, roles_of(data.plan)
    at_horizons = _at_horizons(data, roles)
    over_time = tuple(
        outcome_over_time(data, outcome, role=role, whom=whom)
        for outcome, role in roles.items()
        for whom in (("allocated", *BESIDE) if role == "primary" else ("allocated",))
    )
    first = [
        each for each in at_horizons
        if each.whom == "allocated" and each.horizon_days == plan.primary_horizon_days
        and each.role == "primary"
    ]  # fmt: skip
    by_outcome = {each.outcome: each for each in over_time if each.whom == "allocated"}
    return CohortReport(
        **vars(_findings(plan)),
        title=plan.title, question=plan.question, is_invented=plan.invented, plan=record,
        statements=tuple(statement_of(each) for each in first),
        settled_by=_settled_by(data, first),
        rules=rules_of(plan), flow=flow_of(data),
        first_table=_withheld(first_table(data.cohort.episodes, plan.covariates), plan),
        at_horizons=at_horizons, over_time=over_time,
        adjusted=tuple(adjusted_effect(data, each) for each in first),
        imputed=_imputed(data, by_outcome), subgroups=_subgroups(data),
        score_changes=score_changes(data),
        curves=tuple(incidence_curves(data, by_outcome[each]) for each in plan.primary_outcomes),
        linkage=_linkage(plan, first),
        prediction=tuple(
            each for outcome in plan.primary_outcomes for each in predictions_of(data, outcome)
        ),
        living=tuple(
            living_section(data, outcome, role)
            for outcome, role in roles.items() if role in ("primary", "negative_control")
        ),
        evidence_level="Maryland scientific methods scale: 3 at most, a comparison group with "
        "regression on measured covariates; not randomised",
        checklist=checklist_of(
            plan, delivered_items(data.cohort.episodes, smallest=plan.smallest_count)
        ),
    )  # fmt: skip


def _linkage(plan: AnalysisPlan, first: Sequence[OutcomeAtHorizon]) -> tuple[LinkageCorrected, ...]:
    if plan.linkage is None:
        return ()
    found = (linkage_corrected(each, plan.linkage) for each in first)
    return tuple(each for each in found if each is not None)


def _findings(plan: AnalysisPlan) -> Findings:
    return Findings(
        method="cohort of two arms, everybody allocated, fixed horizons and time to first offence",
        source="methods and their sources are named with each figure",
        level=plan.level,
        assumptions=("the arms would have fared alike without the programme, but for chance and "
                     "what was adjusted for",),
        warnings=MISSING,
    )  # fmt: skip


def _imputed(data: Evaluated, by_outcome: Mapping[str, OutcomeOverTime]) -> tuple[Imputed, ...]:
    found = (imputed_ratio(data, by_outcome[each]) for each in data.plan.primary_outcomes)
    return tuple(each for each in found if each is not None)


def _subgroups(data: Evaluated) -> tuple[Subgroup, ...]:
    return tuple(
        subgroup(data, outcome, column)
        for outcome in data.plan.primary_outcomes
        for column in data.plan.subgroups
    )


def _at_horizons(data: Evaluated, roles: Mapping[str, Role]) -> tuple[OutcomeAtHorizon, ...]:
    wanted: list[tuple[str, Role, int, Whom]] = []
    for outcome, role in roles.items():
        wanted += [(outcome, role, days, "allocated") for days in data.plan.horizons_days]
        if role == "primary":
            wanted += [(outcome, role, data.plan.primary_horizon_days, whom) for whom in BESIDE]
    found = (
        outcome_at_horizon(data, outcome, role=role, horizon_days=days, whom=whom)
        for outcome, role, days, whom in wanted
    )
    return guarded(
        [each for each in found if each is not None],
        primary=data.plan.primary_horizon_days, smallest=data.plan.smallest_count,
    )  # fmt: skip


def _settled_by(data: Evaluated, first: Sequence[OutcomeAtHorizon]) -> tuple[Needed, ...]:
    """For the first primary outcome whose counts may be printed."""
    for found in first:
        if found.comparison is None:
            continue
        both = found.comparison.treated.count + found.comparison.control.count
        n = found.treated_n + found.control_n
        span = (max(data.calendar.day_0) - min(data.calendar.day_0)).days / 365.25
        if both and span:
            return needed(
                rate=both / n, treated_share=found.treated_n / n, people=n,
                people_a_year=data.calendar.n / span, level=data.plan.level,
            )  # fmt: skip
    return ()


def _withheld(rows: tuple[TableRow, ...], plan: AnalysisPlan) -> tuple[TableRow, ...]:
    """The rows without small cells; the categories of a variable add up to its arm."""
    result = list(rows)
    for variable in {row.variable for row in rows}:
        places = [n for n, row in enumerate(rows) if row.variable == variable]
        for arm in ("treated", "control"):
            counts = [getattr(rows[n], arm).n or 0 for n in places]
            for hidden in withheld(counts, smallest=plan.smallest_count):
                at = places[hidden]
                cell = getattr(result[at], arm)
                empty = (
                    replace(cell, n=None, share=None) if cell.median is not None else TableCell()
                )
                result[at] = (
                    replace(result[at], treated=empty, difference=None)
                    if arm == "treated"
                    else replace(result[at], control=empty, difference=None)
                )
    return tuple(result)
