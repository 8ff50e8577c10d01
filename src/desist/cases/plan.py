"""Plan: what a treatment plan is asked to do for one case, or why none is made."""

from __future__ import annotations

from dataclasses import replace

from desist.cases.case_file import CaseFile
from desist.programme.curriculum import Programme
from desist.programme.decision import AWAITING_ADOPTION, Decision, reason
from desist.programme.delivery_format import NEITHER, JudgedFormat
from desist.programme.treatment_need import JudgedNeeds
from desist.programme.treatment_plan import PlannedTreatment, PlanRequest
from desist.scheduling.treatment_planning import plan_treatment

NOT_PLANNED = "not_planned"
"""The outcome of the question of a plan for somebody who is not (or not yet) eligible."""


def plan_case(
    case: CaseFile,
    *,
    programme: Programme,
    eligibility: Decision,
    judged_format: JudgedFormat,
    needs: JudgedNeeds,
) -> PlannedTreatment:
    """A plan for a person who is eligible; for anyone else the reason why there is none.

    Where nothing chooses between the formats, the plan is for the first that the programme
    names.
    """
    chosen = judged_format.format or case.programme.format or programme.format[0].id
    request = PlanRequest(
        needs={each.id: each.strength for each in needs.needs},
        sessions_at_most=case.constraints.sessions_at_most,
        include=case.constraints.include,
        exclude=case.constraints.exclude,
    )
    unplanned = Decision(
        question="plan",
        outcome=NOT_PLANNED,
        facts={"programme": programme.id, "format": chosen},
        rules=(programme.reference,),
    )
    if eligibility.outcome != "eligible":
        because = reason("plan.not_eligible", programme, outcome=eligibility.outcome)
        return PlannedTreatment(plan=None, decision=replace(unplanned, reasons=(because,)))
    if judged_format.decision.outcome == NEITHER:
        because = reason("plan.no_format", programme)
        return PlannedTreatment(plan=None, decision=replace(unplanned, reasons=(because,)))
    if needs.decision.outcome == AWAITING_ADOPTION:
        awaiting = needs.decision.awaiting
        decision = replace(unplanned, outcome=AWAITING_ADOPTION, awaiting=awaiting)
        return PlannedTreatment(plan=None, decision=decision)
    return plan_treatment(programme=programme, format=chosen, request=request)
