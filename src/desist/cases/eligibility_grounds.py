"""Eligibility grounds: the judgements that eligibility stands on, and what they leave unknown."""

from __future__ import annotations

from dataclasses import dataclass

from desist.cases.case_file import CaseFile
from desist.programme.age import age_on
from desist.programme.band import RiskBand
from desist.programme.deviance import JudgedDeviance
from desist.programme.eligibility_criterion import EligibilityFacts
from desist.programme.eligibility_policy import Deviance
from desist.programme.entry import RuleReference
from desist.programme.offence import JudgedOffences
from desist.programme.static_risk import StaticRisk, Variant


@dataclass(frozen=True, kw_only=True)
class EligibilityGrounds:
    """The convictions, both codings of static risk, and deviance, as judged."""

    offences: JudgedOffences
    standard: StaticRisk
    adapted: StaticRisk
    deviance: JudgedDeviance

    def band(self, variant: Variant, case: CaseFile) -> RiskBand | None:
        """The band of one coding; one that the site's own scorer signed stands for it."""
        entered = case.static_risk.entered
        if entered and entered.variant == variant:
            return entered.band
        return (self.standard if variant == "standard" else self.adapted).sexual.band

    def facts(self, case: CaseFile) -> EligibilityFacts:
        """What eligibility looks at. A signed band whose other coding is not known stands alone."""
        standard, adapted = self.band("standard", case), self.band("adapted", case)
        entered, protection = case.static_risk.entered, case.public_protection
        known: dict[str, Deviance] = {"low": "low", "high": "high"}
        return EligibilityFacts(
            sex=case.person.sex,
            age=age_on(case.person.born_on, case.decided_on),
            offence=self.offences.offence,
            panel_offence=self.offences.panel_offence,
            contact_offence=self.offences.contact_offence,
            meetings_arranged=protection.meetings_arranged,
            directed_abuse=protection.directed_abuse,
            learning_disability_screen=protection.learning_disability_screen,
            standard_band=standard,
            adapted_band=adapted,
            entered_variant=entered.variant if entered and None in (standard, adapted) else None,
            deviance=known.get(self.deviance.outcome),
            stance=case.stance.offence,
            appeal_pending=case.stance.appeal_pending,
        )

    @property
    def awaiting(self) -> dict[str, tuple[RuleReference, ...]]:
        """Facts that are not known because a rule awaits adoption, with those rules."""
        rules = {
            "offence": self.offences.awaiting,
            "panel_offence": self.offences.awaiting,
            "contact_offence": self.offences.awaiting,
            "standard_band": self.standard.decision.awaiting,
            "adapted_band": self.adapted.decision.awaiting,
            "deviance": self.deviance.decision.awaiting,
        }
        return {fact: awaited for fact, awaited in rules.items() if awaited}
