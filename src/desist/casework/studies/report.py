"""A report of ``desist evaluate cohort --json``, read strictly, and the part of it that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.analysis_plan import AnalysisPlan

KEPT = ("title", "question", "plan", "statements", "settled_by", "living", "evidence_level",
        "warnings", "is_invented")  # fmt: skip
SCHEMA, JOB = 1, "cohort"


@dataclass(frozen=True, kw_only=True)
class CohortReport:
    """What is kept of a report."""

    extracted_on: date
    plan_sha256: str
    content: Mapping[str, Any]


def read_report(text: bytes, *, file: str, demonstration: bool) -> CohortReport:
    """What a report says, if it is one that may be shown.

    Raises:
        FaultyInput: it is no such report, prints small counts, was made without a frozen plan, or
            is about invented people where the service is not.
    """
    try:
        held = json.loads(text)
    except ValueError as error:
        raise FaultyInput([_fault(file, "", f"is no JSON ({error})")]) from None
    if not isinstance(held, dict) or (held.get("schema"), held.get("job")) != (SCHEMA, JOB):
        raise FaultyInput([_fault(file, "job", "is no report of desist evaluate cohort")])
    faults = list(_faults(held, file, demonstration=demonstration))
    if faults:
        raise FaultyInput(faults)
    plan = held["plan"]
    return CohortReport(
        extracted_on=date.fromisoformat(plan["extracted_on"]),
        plan_sha256=plan["sha256"],
        content={name: held[name] for name in KEPT},
    )


def _faults(held: Mapping[str, Any], file: str, *, demonstration: bool) -> Iterator[Fault]:
    missing = [name for name in KEPT if name not in held]
    for name in missing:
        yield _fault(file, name, "is missing")
    if missing:
        return
    plan = held["plan"]
    if plan["smallest_count"] < AnalysisPlan.smallest_count:
        yield Fault(
            file=file, path="plan.smallest_count",
            problem=f"counts below {AnalysisPlan.smallest_count} are printed [unsuppressed]",
            remedy="make the report without --unsuppressed, and with a plan that withholds them",
        )  # fmt: skip
    if not plan["frozen_on"]:
        yield Fault(
            file=file, path="plan.frozen_on", problem="the plan was never frozen [not_frozen]",
            remedy="freeze the plan before outcomes are read, and evaluate again",
        )  # fmt: skip
    if held["is_invented"] and not demonstration:
        yield Fault(
            file=file, path="is_invented", problem="its people are invented [invented]",
            remedy="evaluate the cohort of the study",
        )  # fmt: skip


def _fault(file: str, path: str, problem: str) -> Fault:
    remedy = "write it with desist evaluate cohort FOLDER --json"
    return Fault(file=file, path=path, problem=f"{problem} [no_report]", remedy=remedy)
