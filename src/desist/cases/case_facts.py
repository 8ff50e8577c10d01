"""Case facts: from what a case file says to what each judgement asks.

Dates become ages here, so that the judgements below know neither dates of birth nor a clock.
"""

from __future__ import annotations

from desist.cases.case_file import CaseFile
from desist.programme.age import age_on
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
    """Whether an offence was committed after 16; None where no date of an offence is known."""
    dates = [each.committed_on or each.convicted_on for each in case.offence]
    known = [age_on(case.person.born_on, day) >= 16 for day in dates if day]
    if any(known):
        return True
    return False if known and len(known) == len(dates) else None


def predictor_facts(case: CaseFile) -> PredictorFacts:
    """The coded items of the sexual reoffending predictors, with ages for dates."""
    coded, born = case.static_risk.osp, case.person.born_on
    if coded is None:
        return PredictorFacts(sex=case.person.sex)
    last = coded.last_sexual_sanction_on
    return PredictorFacts(
        sex=case.person.sex,
        age_at_follow_up=age_on(born, coded.follow_up_on) if coded.follow_up_on else None,
        age_at_last_sexual_sanction=age_on(born, last) if last else None,
        adult_contact=coded.adult_contact,
        child_contact=coded.child_contact,
        non_contact=coded.non_contact,
        image=coded.image,
        total_sanctions=coded.total_sanctions,
        stranger=coded.stranger,
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
        sexual_offence=True if offences.offence in ("yes", "panel") else None,
        dc=predictor.dc.band,
        iic=predictor.iic.band,
        sara=imported["sara"].band if "sara" in imported else None,
        **percentages,
    )


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
