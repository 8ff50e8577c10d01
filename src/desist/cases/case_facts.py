"""Case facts: from what a case file says to what each judgement asks.

Dates become ages here, so that the judgements below know neither dates of birth nor a clock.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from desist.cases.case_file import CaseFile, CodedPredictor
from desist.programme.age import age_on
from desist.programme.band import RiskBand
from desist.programme.delivery_format import FormatFacts
from desist.programme.needs_identifier import NeedsIdentifierFacts
from desist.programme.offence import JudgedOffences
from desist.programme.sexual_predictor import Predictor, PredictorFacts
from desist.programme.static_risk import StaticRiskFacts
from desist.programme.static_risk_rule import AGGRAVATING_FACTORS

ITEMS_AS_CODED = (
    "sexual_appearances",
    "criminal_appearances",
    "violent_appearances",
    "burglary",
    *AGGRAVATING_FACTORS,
)


def static_risk_facts(case: CaseFile) -> StaticRiskFacts:
    """The coded items of Risk Matrix 2000, with the age at commencement of risk."""
    coded, born = case.static_risk.rm2000, case.person.born_on
    commencement = coded.commencement_on if coded else None
    return StaticRiskFacts(
        sex=case.person.sex,
        age=age_on(born, commencement) if commencement else None,
        offence_after_16=_offence_after_16(case),
        **{name: getattr(coded, name) for name in ITEMS_AS_CODED if coded},
    )


def _offence_after_16(case: CaseFile) -> bool | None:
    """Whether an offence was committed after 16; None where the dates known leave it open."""
    born = case.person.born_on
    found: set[bool | None] = set()
    for each in case.offence:
        if each.committed_on:
            found.add(age_on(born, each.committed_on) >= 16)
        else:
            # A conviction says no more than that the offence was not later.
            convicted = each.convicted_on
            found.add(False if convicted and age_on(born, convicted) < 16 else None)
    if True in found:
        return True
    return False if found == {False} else None


def predictor_facts(case: CaseFile) -> PredictorFacts:
    """The coded items of the sexual reoffending predictors, with ages for dates."""
    coded, person = case.static_risk.osp, case.person
    if coded is None:
        return PredictorFacts(sex=person.sex)
    return coded_predictor_facts(coded, sex=person.sex, born_on=person.born_on)


def coded_predictor_facts(
    coded: CodedPredictor, *, sex: Literal["male", "female"] | None, born_on: date
) -> PredictorFacts:
    """The same of items at hand."""
    last = coded.last_sexual_sanction_on
    return PredictorFacts(
        sex=sex,
        age_at_follow_up=age_on(born_on, coded.follow_up_on) if coded.follow_up_on else None,
        age_at_last_sexual_sanction=age_on(born_on, last) if last else None,
        adult_contact=coded.adult_contact,
        child_contact=coded.child_contact,
        non_contact=coded.non_contact,
        image=coded.image,
        total_sanctions=coded.total_sanctions,
        stranger=coded.stranger,
        offence_free_years=coded.offence_free_years,
    )


def needs_identifier_facts(
    case: CaseFile, *, predictor: Predictor, offences: JudgedOffences
) -> NeedsIdentifierFacts:
    """Item scores and the results of the tools that PNI goes by."""
    imported = {each.id: each for each in sorted(case.static_risk.imported, key=lambda e: e.on)}
    percentages = {
        name: imported[name].percentage for name in ("ogrs", "ovp", "rsr") if name in imported
    }
    return NeedsIdentifierFacts(
        items=case.static_risk.pni or {},
        setting=case.person.setting,
        sexual_offence=_has_offended_sexually(predictor, offences),
        dc=predictor.dc.band,
        iic=predictor.iic.band,
        sara=imported["sara"].band if "sara" in imported else None,
        **percentages,
    )


def _has_offended_sexually(predictor: Predictor, offences: JudgedOffences) -> bool | None:
    """By the predictors, as the published rule has it; else by what the convictions are.

    None where neither says so: a risk of sexual harm may be known by other means.
    """
    applicable = {each.band for each in (predictor.dc, predictor.iic)}
    if applicable - {None, RiskBand.NOT_APPLICABLE}:
        return True
    convicted = any(each.image or each.contact for each in offences.each)
    return True if convicted or offences.offence in ("yes", "panel") else None


def format_facts(case: CaseFile) -> FormatFacts:
    """What bears on the format, with weeks of supervision left for its end."""
    given = case.constraints
    ends = given.supervision_ends_on
    return FormatFacts(
        age=age_on(case.person.born_on, case.decided_on),
        group_has_contact_offending=given.group_has_contact_offending,
        interpreter=given.interpreter,
        adjustments=given.adjustments,
        travel_minutes=given.travel_minutes,
        group_wait_weeks=given.group_wait_weeks,
        supervision_weeks_left=max((ends - case.decided_on).days // 7, 0) if ends else None,
    )
