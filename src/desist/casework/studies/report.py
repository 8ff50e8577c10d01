"""A report of ``desist evaluate cohort --json``, read strictly, and the part of it that is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from desist.catalogue.fault import Fault, FaultyInput
from desist.evaluation.cohort.analysis_plan import AnalysisPlan
from desist.evaluation.quantity import SCHEMA

JOB = "cohort"


class Plan(TypedDict):
    """The analysis plan that a report went by."""

    id: str
    sha256: str
    frozen_on: date | None
    extracted_on: date
    smallest_count: int
    deviations: list[str]


class Said(TypedDict):
    """What may be said of one outcome, and what not."""

    headline: str
    for_100: str
    can_say: list[str]
    cannot_say: list[str]


class Settled(TypedDict):
    """What it would take to settle a question."""

    says: str
    people: int | None
    more_years: float | None


class Claim(TypedDict):
    """The running evidence against one claim, a value a look."""

    against: str
    says: str
    estimate: float
    warned_on: date | None
    verdict_on: date | None
    course: list[float]


class Living(TypedDict):
    """The claims about one outcome."""

    outcome: str
    role: str
    is_suppressed: bool
    refused: str | None
    looks: list[date]
    evidence: list[Claim]


class Kept(TypedDict):
    """The part of a report that pages show."""

    title: str
    question: str
    plan: Plan
    statements: list[Said]
    settled_by: list[Settled]
    living: list[Living]
    evidence_level: str
    warnings: list[str]
    is_invented: bool


SHAPE = TypeAdapter(Kept)


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
    try:
        kept = SHAPE.validate_python(held)
    except ValidationError as error:
        raise FaultyInput(
            [_fault(file, _place(each["loc"]), each["msg"]) for each in error.errors()]
        ) from None
    faults = list(_faults(kept, file, demonstration=demonstration))
    if faults:
        raise FaultyInput(faults)
    return CohortReport(
        extracted_on=kept["plan"]["extracted_on"],
        plan_sha256=kept["plan"]["sha256"],
        content=SHAPE.dump_python(kept, mode="json"),
    )


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc))


def _faults(held: Kept, file: str, *, demonstration: bool) -> Iterator[Fault]:
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
    for n, each in enumerate(held["living"]):
        for m, claim in enumerate(each["evidence"]):
            if len(claim["course"]) != len(each["looks"]):
                place = f"living.{n}.evidence.{m}.course"
                yield _fault(file, place, "has not one value a look")


def _fault(file: str, path: str, problem: str) -> Fault:
    remedy = "write it with desist evaluate cohort FOLDER --json"
    return Fault(file=file, path=path, problem=f"{problem} [no_report]", remedy=remedy)
