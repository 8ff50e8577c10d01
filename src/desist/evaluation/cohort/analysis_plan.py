"""Analysis plan: what will be counted, for whom and how, said before outcomes are read.

A plan is frozen by writing its hash and its content beside it, with the day, and the hashes of
the tables as they then were. Every later difference is a deviation, which the report prints.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import parse_toml, read_strictly
from desist.evaluation.change_scale import Scale
from desist.evaluation.cohort.record import KINDS, Kind
from desist.programme.decision import plain
from desist.programme.proportion import LEVEL

PLAN, FROZEN = "plan.toml", "plan.frozen.json"
Measured = Literal["image", "contact", "other_sexual", "violent", "any", "breach"]
ANY: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "breach")
YEAR_OF_PROOF = 183
"""Days in which an offence may be proved after a horizon: six months."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A public claim under test: a ratio of hazards, or of observed to predicted."""

    says: str
    ratio: float
    outcome: Kind = "image"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class PlannedScale(Scale):
    """A questionnaire of the episodes (``score_ID_before``) and what is known of it."""

    id: str


@dataclass(frozen=True, kw_only=True)
class LinkageQuality:
    """Of all true links the share found, of all without one the share left alone, as estimated."""

    sensitivity: float
    specificity: float = 1.0

    @property
    def is_possible(self) -> bool:
        """Whether both are shares, and links say more than chance would."""
        shares = (self.sensitivity, self.specificity)
        return all(0 < each <= 1 for each in shares) and sum(shares) > 1


@dataclass(frozen=True, kw_only=True)
class AnalysisPlan:
    """The plan. Days are calendar days from day 0; a month of waiting has 30.5.

    ``completers`` must be ``landmark``: a label that is known only later may not be used from
    day 0 on. ``smallest_count`` is the smallest count of people that is printed.
    """

    id: str
    title: str
    question: str
    extracted_on: date
    invented: bool = False
    primary_horizon_days: int = 730
    horizons_days: tuple[int, ...] = (365, 730, 1461, 1826, 3652)
    waiting_days: int = YEAR_OF_PROOF
    primary_outcomes: tuple[Kind, ...] = ("image", "contact")
    secondary_outcomes: tuple[Measured, ...] = ("other_sexual", "violent", "any", "breach")
    negative_controls: tuple[Kind, ...] = ("other",)
    covariates: tuple[str, ...] = ("age", "prior_sanctions", "supervision_intensity")
    subgroups: tuple[str, ...] = ()
    completers: Literal["landmark", "fixed_label"] = "landmark"
    landmark_days: int = 730
    cautions_count: bool = True
    look_months: int = 3
    smallest_count: int = 5
    level: float = LEVEL
    claim: tuple[Claim, ...] = ()
    scale: tuple[PlannedScale, ...] = ()
    referred: int | None = None
    linkage: LinkageQuality | None = None
    """How well outcomes were linked to people, where `desist evaluate link` or a review says."""
    checklist: dict[str, str] = field(default_factory=dict)
    """Answers of the site to items of the reporting checklists, by item."""


@dataclass(frozen=True, kw_only=True)
class Freezing:
    """What was frozen: the plan's hash and content, the day, and the tables as they then were."""

    sha256: str
    frozen_on: date
    plan: dict[str, Any]
    tables: dict[str, str]
    outcomes_lay_there: bool


def read_plan(folder: Path) -> AnalysisPlan:
    """``plan.toml`` of the folder.

    Raises:
        FaultyInput: it cannot be read, or plans what cannot be done.
    """
    path = folder / PLAN
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise FaultyInput([
            Fault(file=PLAN, path="", problem="there is no plan in the folder [no_plan]",
                  remedy="write one; desist evaluate cohort --plan shows how")
        ]) from None  # fmt: skip
    plan: AnalysisPlan = read_strictly(parse_toml(text, file=PLAN), AnalysisPlan, file=PLAN)
    faults = [*_plan_faults(plan), *_linkage_faults(plan)]
    if faults:
        raise FaultyInput(faults)
    return plan


def _linkage_faults(plan: AnalysisPlan) -> Iterator[Fault]:
    if plan.linkage is not None and not plan.linkage.is_possible:
        yield Fault(
            file=PLAN, path="linkage", problem="says that links say nothing",
            remedy="give shares that add up to more than 1",
        )  # fmt: skip


def _plan_faults(plan: AnalysisPlan) -> Iterator[Fault]:
    def fault(path: str, problem: str, remedy: str) -> Fault:
        return Fault(file=PLAN, path=path, problem=problem, remedy=remedy)

    if plan.completers == "fixed_label":
        yield fault(
            "completers", "follows people from day 0 under a label earned later: whoever completes "
            "has, until then, not been reconvicted [immortal_time]", "use landmark",
        )  # fmt: skip
    if plan.primary_horizon_days not in plan.horizons_days:
        yield fault("primary_horizon_days", "is not among horizons_days", "add it there")
    if not plan.horizons_days or min((*plan.horizons_days, plan.landmark_days)) < 1:
        yield fault("horizons_days", "holds no horizon, or one of no days", "give days above 0")
    if not plan.primary_outcomes:
        yield fault("primary_outcomes", "names none", "name at least one")
    if not 0 < plan.level < 1:
        yield fault("level", "is no level", "give a fraction such as 0.95")
    if plan.smallest_count < 1 or plan.look_months < 1 or plan.waiting_days < 0:
        yield fault("smallest_count", "is out of range, or look_months or waiting_days is",
                    "give 1 or more (waiting_days 0 or more)")  # fmt: skip
    for each in plan.claim:
        if not 0 < each.ratio < 4:
            yield fault("claim", f"claims a ratio of {each.ratio:g}", "give one from 0 to 4")


def plan_digest(plan: AnalysisPlan) -> str:
    """The hash of what the plan says; comments and order in the file do not matter."""
    canonical = json.dumps(plain(plan), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def freeze(plan: AnalysisPlan, folder: Path, *, on: date) -> Freezing:
    """Write down the plan's hash and content beside it; a frozen plan is never frozen again.

    Raises:
        FaultyInput: named ``frozen_before``.
    """
    path = folder / FROZEN
    if path.exists():
        raise FaultyInput([
            Fault(file=FROZEN, path="", problem="the plan was frozen before [frozen_before]",
                  remedy="leave it: the report says what was changed since")
        ])  # fmt: skip
    frozen = Freezing(
        sha256=plan_digest(plan), frozen_on=on, plan=plain(plan), tables=_digests(folder),
        outcomes_lay_there=(folder / "outcomes.parquet").exists(),
    )  # fmt: skip
    path.write_text(json.dumps(plain(frozen), indent=1, sort_keys=True), encoding="utf-8")
    return frozen


def read_freezing(folder: Path) -> Freezing | None:
    """What was frozen, or None.

    Raises:
        FaultyInput: the file is not what ``freeze`` wrote.
    """
    path = folder / FROZEN
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        content["frozen_on"] = date.fromisoformat(content["frozen_on"])
        return Freezing(**content)
    except (ValueError, TypeError, KeyError):
        raise FaultyInput([
            Fault(file=FROZEN, path="", problem="is not what freezing wrote [not_frozen]",
                  remedy="restore it")
        ]) from None  # fmt: skip


def deviations(plan: AnalysisPlan, frozen: Freezing | None, folder: Path) -> tuple[str, ...]:
    """Every difference between what was frozen and what is done now, in words."""
    if frozen is None:
        return ("the plan was not frozen before outcomes could be read: nothing shows that it was "
                "made without knowing them",)  # fmt: skip
    found = []
    if frozen.outcomes_lay_there:
        found.append("the outcomes already lay in the folder when the plan was frozen")
    now, then = plain(plan), frozen.plan
    canonical = json.dumps(then, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if hashlib.sha256(canonical.encode()).hexdigest() != frozen.sha256:
        found.append("the frozen record was altered: its hash is not that of its content")
    found += [
        f"{key} was {json.dumps(then.get(key))} when frozen and is {json.dumps(now.get(key))} now"
        for key in sorted({*now, *then})
        if now.get(key) != then.get(key)
    ]
    digests = _digests(folder)
    found += [
        f"{table} is not the file that it was when the plan was frozen"
        for table, digest in frozen.tables.items()
        if digests.get(table) != digest
    ]
    return tuple(found)


def _digests(folder: Path) -> dict[str, str]:
    """The hashes of the tables that may be read before freezing."""
    paths = (folder / f"{table}.parquet" for table in ("episodes", "liberty"))
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.exists()
    }


EXAMPLE_PLAN = """\
# The analysis plan. Freeze it before outcomes are read: desist evaluate cohort FOLDER --freeze
id = "example"
title = "An invented cohort"
question = "Are people allocated to the programme reconvicted more or less often than others?"
invented = true
extracted_on = 2020-06-30
primary_horizon_days = 730
horizons_days = [365, 730, 1461, 1826]
waiting_days = 183
primary_outcomes = ["image", "contact"]
secondary_outcomes = ["other_sexual", "violent", "any", "breach"]
negative_controls = ["other"]
covariates = ["age", "prior_sanctions", "supervision_intensity", "predicted_risk"]
subgroups = ["age"]
landmark_days = 730
look_months = 3
smallest_count = 5

[[claim]]
says = "61% below predicted"
ratio = 0.39
source = "Hollis 2007, as the article quotes it"

[[claim]]
says = "around half the expected rate"
ratio = 0.5
source = "NOMS 2008b, as the article quotes it"

[[scale]]
id = "victim_distortion"
better = "lower"
sd = 6
sd_of = "of the invented scale"
reliability = 0.85
reliability_of = "of the invented scale"
"""
