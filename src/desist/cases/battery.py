"""Battery: what the psychometric instruments say of one case, from answers to needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desist.cases.case_file import Administration, CaseFile
from desist.cases.rules_in_force import Rules
from desist.programme.decision import Decision
from desist.programme.deviance import JudgedDeviance, judge_deviance
from desist.programme.deviance_sheet import DevianceSheet
from desist.programme.instrument import Instrument
from desist.programme.need_rule import NeedRule
from desist.programme.norm import Norm
from desist.programme.pathway import JudgedPathway, judge_pathway
from desist.programme.pathway_rule import PathwayRule
from desist.programme.scoring import ScoredInstrument, accept_scale_scores, score_answers
from desist.programme.social_desirability import (
    SocialDesirability,
    SocialDesirabilityRule,
    judge_social_desirability,
)
from desist.programme.standing import Profile, StandingRule, judge_standing
from desist.programme.treatment_need import JudgedNeeds, judge_needs


@dataclass(frozen=True, kw_only=True)
class JudgedBattery:
    """The newest administration of each instrument with its scores, and what follows from them."""

    administrations: tuple[Administration, ...]
    scored: tuple[ScoredInstrument, ...]
    profile: Profile
    social_desirability: SocialDesirability
    deviance: JudgedDeviance
    pathway: JudgedPathway
    needs: JudgedNeeds

    def decisions(self) -> Iterator[Decision]:
        """Every decision of this part."""
        yield from (each.decision for each in self.scored)
        yield from (self.profile.decision, self.social_desirability.decision)
        yield from (self.deviance.decision, self.pathway.decision, self.needs.decision)


def judge_battery(case: CaseFile, rules: Rules) -> JudgedBattery:
    """Score the battery and judge the profile, deviance, pathway and needs."""
    administrations = latest(case.instrument)
    scored = tuple(score_administration(each, rules) for each in administrations)
    scores = tuple(scale for each in scored for scale in each.scales)
    profile = judge_standing(
        scores, norms=rules.all(Norm), rule=rules.one(StandingRule), sex=case.person.sex
    )
    return JudgedBattery(
        administrations=administrations,
        scored=scored,
        profile=profile,
        social_desirability=judge_social_desirability(
            scores, rule=rules.one(SocialDesirabilityRule)
        ),
        deviance=judge_deviance(scores, sheets=rules.all(DevianceSheet), entered=case.deviance),
        pathway=judge_pathway(profile.standings, rule=rules.one(PathwayRule)),
        needs=judge_needs(
            profile.standings, ratings=case.rating, stance=case.stance, rule=rules.one(NeedRule)
        ),
    )


def latest(administrations: tuple[Administration, ...]) -> tuple[Administration, ...]:
    """The newest administration of each instrument, in the order in which they stand."""
    newest: dict[str, Administration] = {}
    for each in administrations:
        if each.id not in newest or each.on > newest[each.id].on:
            newest[each.id] = each
    return tuple(newest.values())


def before_latest(administrations: tuple[Administration, ...]) -> tuple[Administration, ...]:
    """The administration of each instrument before its newest, where there is one."""
    newest = latest(administrations)
    return latest(tuple(each for each in administrations if each not in newest))


def score_administration(given: Administration, rules: Rules) -> ScoredInstrument:
    """The scores of one administration, by the version of the instrument to judge by.

    Raises:
        NotHeld: no version of the instrument is in force.
    """
    instrument = rules.called(Instrument, given.id)
    if given.scales is not None:
        return accept_scale_scores(given.scales, instrument=instrument)
    answers = {int(item): answer for item, answer in (given.responses or {}).items()}
    return score_answers(answers, instrument=instrument, form_order=given.form_order)
