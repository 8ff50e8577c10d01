"""Record: a whole assessment as one plain JSON object, from which every report is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desist.cases.assessment import Assessment
from desist.cases.plan_record import plan_record
from desist.catalogue.words import Words
from desist.programme.decision import plain
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.entry import Grade, RuleReference
from desist.programme.standing import Standing
from desist.programme.static_risk import StaticRisk
from desist.programme.static_risk_rule import StaticRiskRule

SCHEMA = 1


def assessment_record(assessment: Assessment, *, words: Words) -> dict[str, Any]:
    """The assessment as plain values; every number that a report shows is in here."""
    return {
        "schema": SCHEMA,
        "engine": assessment.eligibility.engine,
        **_case(assessment),
        **_risk(assessment),
        **_battery(assessment, words),
        "formulation": plain(assessment.case.formulation)
        | {"outcome": assessment.formulation.outcome},
        "eligibility": {"outcome": assessment.eligibility.outcome},
        "format": {
            "outcome": assessment.format.decision.outcome,
            "format": assessment.format.format,
        },
        "plan": plan_record(assessment, words=words),
        "decisions": [each.as_record(words.reason) for each in assessment.decisions()],
        "rules_needing_adoption": _rules_needing_adoption(assessment),
    }


def _case(assessment: Assessment) -> dict[str, Any]:
    case = assessment.case
    return {
        "reference": case.reference,
        "decided_on": case.decided_on.isoformat(),
        "rules_on": assessment.rules.on.isoformat(),
        "invented": case.invented,
        "demonstration": assessment.rules.adoptions.everything,
        "programme": _programme(assessment),
        "person": {
            "age": assessment.age,
            "sex": case.person.sex,
            "nation": case.person.nation,
            "setting": case.person.setting,
        },
        "offences": _offences(assessment),
        "public_protection": plain(case.public_protection),
        "stance": plain(case.stance),
    }


def _risk(assessment: Assessment) -> dict[str, Any]:
    predictor, needs = assessment.risk.predictor, assessment.risk.programme_needs
    return {
        "static_risk": _static_risk(assessment),
        "osp": {"dc": plain(predictor.dc), "iic": plain(predictor.iic)},
        "pni": {
            "need": plain(needs.need),
            "risk": plain(needs.risk),
            "pathway": plain(needs.pathway),
            "missing": list(needs.missing),
        },
    }


def _battery(assessment: Assessment, words: Words) -> dict[str, Any]:
    battery = assessment.battery
    return {
        "scales": list(_scales(assessment)),
        "safety_items": {
            each.instrument: list(each.safety_items) for each in battery.scored if each.safety_items
        },
        "social_desirability": _social_desirability(assessment),
        "deviance": {
            "outcome": battery.deviance.outcome,
            "points": battery.deviance.points,
            "sheet": battery.deviance.sheet,
            "entered": plain(battery.deviance.entered),
        },
        "pathway": {
            "primary": battery.pathway.primary,
            "contributing": list(battery.pathway.contributing),
            "outcome": battery.pathway.decision.outcome,
        },
        "needs": list(_needs(assessment, words)),
    }


def _programme(assessment: Assessment) -> dict[str, Any]:
    programme = assessment.programme
    return {
        "id": programme.id,
        "version": programme.version,
        "title": programme.title,
        "grade": programme.grade.value,
        "accreditation": [
            plain(each)
            | {"source": programme.source_of(each), "grade": programme.grade_of(each).value}
            for each in programme.accreditation
        ],
    }


def _offences(assessment: Assessment) -> list[dict[str, Any]]:
    return [
        {
            "code": judged.conviction.code,
            "title": offence.title if offence else judged.conviction.code,
            "statute": offence.statute if offence else None,
            "attempt": judged.is_attempt,
            "qualifies": judged.qualifies or "unknown",
            "image": judged.conviction.image if judged.image is None else judged.image,
            "contact": judged.conviction.contact if judged.contact is None else judged.contact,
            "committed_on": plain(judged.conviction.committed_on),
            "convicted_on": plain(judged.conviction.convicted_on),
            "explanation": offence.explanation if offence else "",
        }
        for judged in assessment.risk.offences.each
        for offence in [judged.offence]
    ]


def _static_risk(assessment: Assessment) -> dict[str, Any]:
    facts = assessment.eligibility.facts
    rule = assessment.rules.one(StaticRiskRule)
    used = facts.get("entered_variant") or _coding_of_policy(assessment)
    band = facts.get(f"{used}_band")
    return {
        "standard": _coding(assessment.risk.standard),
        "adapted": _coding(assessment.risk.adapted),
        "entered": plain(assessment.case.static_risk.entered),
        "used": used if band else None,
        "band_used": band,
        "rates": [
            plain(each) | {"source": rule.source_of(each), "grade": rule.grade_of(each).value}
            for each in rule.rate
            if rule.is_usable(each)
        ],
        "imported": plain(assessment.case.static_risk.imported),
    }


def _coding_of_policy(assessment: Assessment) -> str:
    """The coding that the policy in use goes by; adapted, where none may be used yet."""
    used = {(each.id, each.version) for each in assessment.eligibility.rules}
    policies = assessment.rules.all(EligibilityPolicy)
    codings = {each.coding for each in policies if (each.id, each.version) in used}
    return codings.pop() if len(codings) == 1 else "adapted"


def _coding(coded: StaticRisk) -> dict[str, Any]:
    return {
        "sexual": plain(coded.sexual),
        "violence": plain(coded.violence),
        "combined": plain(coded.combined),
    }


def _scales(assessment: Assessment) -> Iterator[dict[str, Any]]:
    standings = {each.id: each for each in assessment.battery.profile.standings}
    pairs = zip(assessment.battery.administrations, assessment.battery.scored, strict=True)
    for given, scored in pairs:
        for score in scored.scales:
            yield plain(score) | {
                "instrument_title": scored.instrument_title,
                "form_order": scored.form_order,
                "on": given.on.isoformat(),
                "raw": tidy(score.raw),
                **_standing(standings[score.id]),
            }


def _standing(standing: Standing) -> dict[str, Any]:
    norm = standing.norm
    return {
        "z": standing.z if standing.z is None else round(standing.z, 4),
        "standing": standing.standing,
        "grade": standing.grade.value,
        "norm": norm
        and {
            "id": norm.id,
            "title": norm.title,
            "mean": norm.mean,
            "sd": norm.sd,
            "n": norm.n,
            "population": norm.population,
            "grade": norm.grade.value,
            "source": norm.source,
        },
    }


def tidy(value: float | None) -> float | int | None:
    """A whole number without a point; anything else to four decimals."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 4)


def _social_desirability(assessment: Assessment) -> dict[str, Any] | None:
    judged = assessment.battery.social_desirability
    if judged.score is None:
        return None
    return {
        "scale": judged.score.id,
        "title": judged.score.title,
        "raw": tidy(judged.score.raw),
        "reading": judged.reading,
        "adjusted": plain(judged.adjusted),
    }


def _needs(assessment: Assessment, words: Words) -> Iterator[dict[str, Any]]:
    for need in assessment.battery.needs.needs:
        yield {
            "id": need.id,
            "title": need.title,
            "strength": need.strength,
            "evidence": [
                {"kind": each.kind, "raises": each.raises, "text": words.reason(each.reason)}
                for each in need.evidence
            ],
        }


def _rules_needing_adoption(assessment: Assessment) -> list[dict[str, Any]]:
    """Every rule that decided or would decide here and that a site must adopt, once each."""
    used: dict[tuple[str, int], RuleReference] = {}
    for decision in assessment.decisions():
        for rule in (*decision.rules, *decision.awaiting):
            if Grade(rule.grade).needs_adoption or rule.adopted_by:
                used.setdefault((rule.id, rule.version), rule)
    return [plain(each) for each in used.values()]
