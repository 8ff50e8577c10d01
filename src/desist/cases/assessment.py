"""Assessment: the whole-case judgement, from facts and answers to a plan.

Each step is a judgement of the programme floor under the rules in force on one day and the
adoptions of one site. The order is the order of the work: static risk, scores, profile, deviance,
pathway, needs, eligibility, format, plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desist.cases import case_facts
from desist.cases.case_file import Administration, CaseFile
from desist.cases.eligibility_grounds import EligibilityGrounds
from desist.cases.plan import plan_case
from desist.cases.rules_in_force import Rules
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.age import age_on
from desist.programme.curriculum import Programme
from desist.programme.decision import (
    AWAITING_ADOPTION,
    CANNOT_DECIDE,
    Decision,
    plain,
    reason,
)
from desist.programme.delivery_format import (
    NEITHER,
    DeliveryFormat,
    JudgedFormat,
    judge_format,
)
from desist.programme.deviance import JudgedDeviance, judge_deviance
from desist.programme.deviance_sheet import DevianceSheet
from desist.programme.eligibility import QUESTION as ELIGIBILITY
from desist.programme.eligibility import judge_eligibility_among
from desist.programme.eligibility_policy import EligibilityPolicy
from desist.programme.entry import Entry
from desist.programme.format_rule import FormatRule
from desist.programme.formulation import FormulationRule, review_formulation
from desist.programme.instrument import Instrument
from desist.programme.need_rule import NeedRule
from desist.programme.needs_identifier import ProgrammeNeeds, judge_programme_needs
from desist.programme.needs_identifier_rule import NeedsIdentifierRule
from desist.programme.norm import Norm
from desist.programme.offence import JudgedOffences, OffenceTable, judge_offences
from desist.programme.pathway import JudgedPathway, judge_pathway
from desist.programme.pathway_rule import PathwayRule
from desist.programme.scoring import ScoredInstrument, accept_scale_scores, score_answers
from desist.programme.sexual_predictor import Predictor, judge_predictor
from desist.programme.sexual_predictor_rule import SexualPredictorRule
from desist.programme.social_desirability import (
    SocialDesirability,
    SocialDesirabilityRule,
    judge_social_desirability,
)
from desist.programme.standing import Profile, StandingRule, judge_standing
from desist.programme.static_risk import StaticRisk, Variant, judge_static_risk
from desist.programme.static_risk_rule import StaticRiskRule
from desist.programme.treatment_need import JudgedNeeds, judge_needs
from desist.programme.treatment_plan import PlannedTreatment, PlanRequest
from desist.scheduling.treatment_planning import plan_treatment



@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Everything that was judged about one case, with the case and the rules."""

    case: CaseFile
    rules: Rules
    programme: Programme
    age: int
    offences: JudgedOffences
    standard: StaticRisk
    adapted: StaticRisk
    predictor: Predictor
    programme_needs: ProgrammeNeeds
    administrations: tuple[Administration, ...]
    scored: tuple[ScoredInstrument, ...]
    profile: Profile
    social_desirability: SocialDesirability
    deviance: JudgedDeviance
    pathway: JudgedPathway
    needs: JudgedNeeds
    formulation: Decision
    eligibility: Decision
    format: JudgedFormat
    planned: PlannedTreatment

    def decisions(self) -> Iterator[Decision]:
        """Every decision, the one that matters most first."""
        yield self.eligibility
        yield from (self.standard.decision, self.adapted.decision, *self.predictor.decisions)
        yield self.programme_needs.decision
        yield self.offences.decision
        yield from (each.decision for each in self.scored)
        yield from (self.profile.decision, self.social_desirability.decision)
        yield from (self.deviance.decision, self.pathway.decision, self.needs.decision)
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
    offences = judge_offences(
        case.offence, tables=rules.all(OffenceTable), nation=case.person.nation
    )
    standard, adapted = (_static_risk(case, rules, each) for each in ("standard", "adapted"))
    predictor = judge_predictor(
        case_facts.predictor_facts(case), rule=rules.one(SexualPredictorRule)
    )
    administrations = latest(case.instrument)
    scored = tuple(_score(each, rules) for each in administrations)
    scores = tuple(scale for each in scored for scale in each.scales)
    profile = judge_standing(
        scores, norms=rules.all(Norm), rule=rules.one(StandingRule), sex=case.person.sex
    )
    deviance = judge_deviance(scores, sheets=rules.all(DevianceSheet), entered=case.deviance)
    needs = judge_needs(
        profile.standings,
        ratings=case.rating,
        stance=case.stance,
        rule=rules.one(NeedRule),
    )
    grounds = EligibilityGrounds(
        offences=offences, standard=standard, adapted=adapted, deviance=deviance
    )
    eligibility = _eligibility(case, rules, programme, grounds)
    format_ = judge_format(
        case_facts.format_facts(case), rule=rules.one(FormatRule), requested=_requested(case)
    )
    return Assessment(
        case=case,
        rules=rules,
        programme=programme,
        age=age_on(case.person.born_on, case.decided_on),
        offences=offences,
        standard=standard,
        adapted=adapted,
        predictor=predictor,
        programme_needs=judge_programme_needs(
            case_facts.needs_identifier_facts(case, predictor=predictor, offences=offences),
            rule=rules.one(NeedsIdentifierRule),
        ),
        administrations=administrations,
        scored=scored,
        profile=profile,
        social_desirability=judge_social_desirability(
            scores, rule=rules.one(SocialDesirabilityRule)
        ),
        deviance=deviance,
        pathway=judge_pathway(profile.standings, rule=rules.one(PathwayRule)),
        needs=needs,
        formulation=_formulation(case, rules),
        eligibility=eligibility,
        format=format_,
        planned=plan_case(
            case, programme=programme, eligibility=eligibility, judged_format=format_, needs=needs
        ),
    )


def latest(administrations: tuple[Administration, ...]) -> tuple[Administration, ...]:
    """The newest administration of each instrument, in the order in which they stand."""
    newest: dict[str, Administration] = {}
    for each in administrations:
        if each.id not in newest or each.on > newest[each.id].on:
            newest[each.id] = each
    return tuple(newest.values())


def _static_risk(case: CaseFile, rules: Rules, variant: Variant) -> StaticRisk:
    rule = rules.one(StaticRiskRule)
    return judge_static_risk(case_facts.static_risk_facts(case), rule=rule, variant=variant)


def _score(given: Administration, rules: Rules) -> ScoredInstrument:
    instrument = rules.called(Instrument, given.id)
    if given.scales is not None:
        return accept_scale_scores(given.scales, instrument=instrument)
    answers = {int(item): answer for item, answer in (given.responses or {}).items()}
    return score_answers(answers, instrument=instrument, form_order=given.form_order)


def _formulation(case: CaseFile, rules: Rules) -> Decision:
    given = case.formulation
    return review_formulation(given.link, form=given.form, rule=rules.one(FormulationRule))


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
