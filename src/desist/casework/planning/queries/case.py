"""The case of a referral as planning knows it, and its judgement.

Assessment gives what was coded, scored and rated; here the functional analysis and what bears on
the format and the plan are added.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desist.cases.assessment import Assessment, assess_case
from desist.cases.case_file import CaseFile, Constraints, FormulationSection
from desist.cases.rules_in_force import Rules
from desist.casework.assessment.queries import case_file_of as case_as_assessed
from desist.casework.people.models import Access
from desist.casework.people.queries import arrangement_of, sentence_in_force
from desist.casework.planning.models import Formulation, PlanState, TreatmentPlan
from desist.casework.planning.queries.formulation import links_of
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue


def rules_on(day: date) -> Rules:
    """The catalogue as this site uses it on a day."""
    return Rules(catalogue=the_catalogue(), adoptions=adoptions_here(), on=day)


def case_file_of(referral: Referral, *, on: date) -> CaseFile:
    """The whole case on a day: as assessed, with its formulation and the approved plan's wishes."""
    case = case_as_assessed(referral, on=on)
    return replace(
        case,
        constraints=_constraints(referral, case.constraints, on=on),
        formulation=_formulation(referral),
    )


def assess(referral: Referral, *, on: date) -> Assessment:
    """The judgement of the whole case under the rules and adoptions of this site."""
    return assess_case(
        case_file_of(referral, on=on), catalogue=the_catalogue(), adoptions=adoptions_here(), on=on
    )


def _constraints(referral: Referral, held: Constraints, *, on: date) -> Constraints:
    sentence = sentence_in_force(referral.person, on)
    ends_on = sentence.ends_on if sentence is not None else None
    plan = TreatmentPlan._base_manager.filter(
        enrolment__referral=referral, state=PlanState.APPROVED
    ).first()
    asked = plan.chosen.get("request", {}) if plan is not None else {}
    arranged = arrangement_of(referral.person)
    access = arranged.access.split() if arranged else []
    return replace(
        held,
        interpreter=Access.INTERPRETER in access if arranged else held.interpreter,
        adjustments=tuple(each for each in access if each != Access.INTERPRETER),
        travel_minutes=arranged.travel_minutes if arranged else held.travel_minutes,
        supervision_ends_on=held.supervision_ends_on or ends_on,
        sessions_at_most=asked.get("sessions_at_most"),
        include=tuple(asked.get("include", ())),
        exclude=tuple(asked.get("exclude", ())),
    )


def _formulation(referral: Referral) -> FormulationSection:
    written = Formulation._base_manager.filter(referral=referral).first()
    if written is None:
        return FormulationSection()
    return FormulationSection(form=written.form, link=tuple(links_of(written)))
