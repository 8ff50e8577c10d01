"""Risk: what the convictions and the static-risk tools say of one case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.cases import case_facts
from desist.cases.case_file import CaseFile
from desist.cases.rules_in_force import Rules
from desist.programme.decision import Decision
from desist.programme.needs_identifier import ProgrammeNeeds, judge_programme_needs
from desist.programme.needs_identifier_rule import NeedsIdentifierRule
from desist.programme.offence import JudgedOffences, OffenceTable, judge_offences
from desist.programme.sexual_predictor import Predictor, judge_predictor
from desist.programme.sexual_predictor_rule import SexualPredictorRule
from desist.programme.static_risk import StaticRisk, judge_static_risk
from desist.programme.static_risk_rule import StaticRiskRule


@dataclass(frozen=True, kw_only=True)
class JudgedRisk:
    """Convictions, both codings of Risk Matrix 2000, OSP and PNI; never merged into one number."""

    offences: JudgedOffences
    standard: StaticRisk
    adapted: StaticRisk
    predictor: Predictor
    programme_needs: ProgrammeNeeds

    def decisions(self) -> Iterator[Decision]:
        """Every decision of this part."""
        yield from (self.standard.decision, self.adapted.decision)
        yield from (*self.predictor.decisions, self.programme_needs.decision)
        yield self.offences.decision


def judge_risk(case: CaseFile, rules: Rules) -> JudgedRisk:
    """Judge the convictions and code every static-risk tool."""
    matrix, facts = rules.one(StaticRiskRule), case_facts.static_risk_facts(case)
    offences = judge_offences(
        case.offence, tables=rules.all(OffenceTable), nation=case.person.nation
    )
    predictor = judge_predictor(
        case_facts.predictor_facts(case), rule=rules.one(SexualPredictorRule)
    )
    return JudgedRisk(
        offences=offences,
        standard=judge_static_risk(facts, rule=matrix, variant="standard"),
        adapted=judge_static_risk(facts, rule=matrix, variant="adapted"),
        predictor=predictor,
        programme_needs=judge_programme_needs(
            case_facts.needs_identifier_facts(case, predictor=predictor, offences=offences),
            rule=rules.one(NeedsIdentifierRule),
        ),
    )
