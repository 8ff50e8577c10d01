"""Assessment: the whole-case judgement, from facts and answers to a plan.

Each step is a judgement of the programme floor under the rules in force on one day and the
adoptions of one site. The order is the order of the work: risk, battery, eligibility, format,
plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desist.cases import case_facts
from desist.cases.battery import JudgedBattery, judge_battery
from desist.cases.case_file import CaseFile
from desist.cases.eligibility_grounds import EligibilityGrounds
from desist.cases.plan import plan_case
from desist.cases.risk import JudgedRisk, judge_risk
from desist.cases.rules_in_force import Rules
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue
from desist.programme.age import age_on
from desist.programme.curriculum import Programme
from desist.programme.decision import CANNOT_DECIDE, Decision, plain, reason
from desist.programme.delivery_format import DeliveryFormat, JudgedFormat, judge_format
from desist.programme.eligibility import QUESTION as ELIGIBILITY
from desist.programme.eligibility import judge_eligibility_among
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.format_rule import FormatRule
from desist.programme.formulation import FormulationRule, review_formulation
from desist.programme.treatment_plan import PlannedTreatment


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything that was judged about one case, with the case and the rules."""

    case: CaseFile
    rules: Rules
    programme: Programme
    age: int
    risk: JudgedRisk
    battery: JudgedBattery
    formulation: Decision
    eligibility: Decision
    format: JudgedFormat
    planned: PlannedTreatment

    def decisions(self) -> Iterator[Decision]:
        """Every decision, the one that matters most first."""
        yield self.eligibility
        yield from self.risk.decisions()
        yield from self.battery.decisions()
        yield from (self.formulation, self.format.decision, self.planned.decision)


def assess_case(
    case: CaseFile, *, catalogue: Catalogue, adoptions: Adoptions, on: date | None = None
) -> Assessment:
    """Judge a whole case under the rules of one day (the day of the decision by default).

    Raises:
        NotHeld: no programme of that id, or no rule of a kind, is in force on the day.
    """
    rules = Rules(catalogue=catalogue, adoptions=adoptions, on=on or case.decided_on)
    programme = rules.called(Programme, case.programme.id)
    risk, battery = judge_risk(case, rules), judge_battery(case, rules)
    eligibility = _eligibility(case, rules, programme, _grounds(risk, battery))
    judged_format = judge_format(
        case_facts.format_facts(case), rule=rules.one(FormatRule), requested=_requested(case)
    )
    return Assessment(
        case=case,
        rules=rules,
        programme=programme,
        age=age_on(case.person.born_on, case.decided_on),
        risk=risk,
        battery=battery,
        formulation=review_formulation(
            case.formulation.link, form=case.formulation.form, rule=rules.one(FormulationRule)
        ),
        eligibility=eligibility,
        format=judged_format,
        planned=plan_case(
            case,
            programme=programme,
            eligibility=eligibility,
            judged_format=judged_format,
            needs=battery.needs,
        ),
    )


def _grounds(risk: JudgedRisk, battery: JudgedBattery) -> EligibilityGrounds:
    return EligibilityGrounds(
        offences=risk.offences,
        standard=risk.standard,
        adapted=risk.adapted,
        deviance=battery.deviance,
    )


def _eligibility(
    case: CaseFile, rules: Rules, programme: Programme, grounds: EligibilityGrounds
) -> Decision:
    """By the policies that the programme names; where it names none, nothing can be decided."""
    facts = grounds.facts(case)
    if not programme.eligibility:
        return Decision(
            question=ELIGIBILITY,
            outcome=CANNOT_DECIDE,
            reasons=(reason("eligibility.no_policy", programme, programme=programme.title),),
            facts=plain(facts),
            rules=(programme.reference,),
        )
    return judge_eligibility_among(
        facts,
        policies=rules.all(EligibilityPolicy),
        preferred=programme.eligibility,
        awaiting=grounds.awaiting,
    )


def _requested(case: CaseFile) -> DeliveryFormat | None:
    """The format asked for, where it is one of the two between which a rule can choose."""
    requested = case.programme.format
    return None if requested == "mixed" else requested
