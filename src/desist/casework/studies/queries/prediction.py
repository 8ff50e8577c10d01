"""What was predicted of somebody before day 0, and what their convictions came to by then.

From the coding that counted on the day from which they are followed: a later one would know what
happened since. The horizon is the study's, since the rule does not state one; without it nothing
is said to have been predicted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desist.cases.case_facts import coded_predictor_facts
from desist.cases.case_file import CodedPredictor
from desist.cases.rules_in_force import Rules
from desist.casework.assessment.models import Coding, Purpose, Stage, Tool
from desist.casework.assessment.queries.case import coded
from desist.casework.people.models import Person
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.studies.models import Predicts, Study
from desist.catalogue.collection import NotHeld
from desist.programme.sexual_predictor import judge_predictor
from desist.programme.sexual_predictor_rule import SexualPredictorRule

SUFFIX = {Predicts.IMAGE: "iic", Predicts.CONTACT: "dc"}


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """A predicted probability, with all that must be said with it."""

    risk: float
    outcome: str
    horizon_days: int
    predictor: str
    on: date


def codings_of(referrals: Iterable[int]) -> Mapping[int, list[Coding]]:
    """The finished codings of OSP that count, for each referral in turn; one query."""
    held = Coding._base_manager.filter(
        referral__in=list(referrals), tool=Tool.OSP, stage=Stage.FINISHED
    ).exclude(purpose=Purpose.SECOND)
    found: dict[int, list[Coding]] = defaultdict(list)
    for each in held.order_by("pk"):
        found[each.referral_id].append(each)
    return found


def known_by(codings: Iterable[Coding], day: date) -> Coding | None:
    """The newest coding that was finished by a day."""
    held = [each for each in codings if each.finished_on and each.finished_on <= day]
    return held[-1] if held else None


def prediction_of(study: Study, person: Person, coding: Coding) -> Prediction | None:
    """What the predictor said by the rule of that day; None where it could or may not say."""
    if study.horizon_days is None or coding.finished_on is None:
        return None
    rules = Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=coding.finished_on)
    try:
        rule = rules.one(SexualPredictorRule)
    except NotHeld:
        return None
    items = coded(coding.items, CodedPredictor)
    facts = coded_predictor_facts(items, sex=person.sex, born_on=person.born_on)
    judged = judge_predictor(facts, rule=rule)
    predicted = judged.iic if study.predicts == Predicts.IMAGE else judged.dc
    if predicted.probability is None:
        return None
    suffix = SUFFIX[Predicts(study.predicts)]
    return Prediction(
        risk=predicted.probability,
        outcome=study.predicts,
        horizon_days=study.horizon_days,
        predictor=f"{rule.id}-{suffix}@{rule.version}",
        on=coding.finished_on,
    )


def sanctions_of(coding: Coding | None) -> dict[str, int]:
    """Counts of sanctions as coded: those before the present one, for images, for contact."""
    items = coding.items if coding is not None else {}
    found = {}
    if "total_sanctions" in items:
        found["prior"] = max(0, int(items["total_sanctions"]) - 1)
    if "image" in items:
        found["image"] = int(items["image"])
    if {"adult_contact", "child_contact"} <= items.keys():
        found["contact"] = int(items["adult_contact"]) + int(items["child_contact"])
    return found
