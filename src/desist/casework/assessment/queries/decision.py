"""Decisions on eligibility: found, said in words, judged again, and held against today's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.cases.assessment import assess_case
from desist.cases.case_text import case_text, read_case_text
from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.assessment.models import EligibilityDecision, Ruling
from desist.casework.assessment.queries.case import case_file_of
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.casework.rules.replay import Replay, replay
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue
from desist.programme.decision import Decision

UNLIKE = ("decided_on = ", "reference = ")
"""Lines of a case in which two days differ though nothing was found out in between."""


@dataclass(frozen=True, kw_only=True)
class MissingFact:
    """A fact that is missing, and the page on which it is entered."""

    path: str
    address: str
    ids: tuple[Any, ...]


def judge_again(case: str, catalogue: Catalogue, adoptions: Adoptions, on: date) -> Decision:
    """Eligibility of a stored case, under other rules."""
    known = read_case_text(case)
    return assess_case(known, catalogue=catalogue, adoptions=adoptions, on=on).eligibility


def list_decisions(actor: Actor, referral: Referral) -> Sequence[EligibilityDecision]:
    """The decisions of a referral, newest first, each with its ruling where there is one."""
    held = rows(actor, EligibilityDecision).filter(referral=referral)
    return list(held.select_related("ruling__ruled_by").order_by("-pk"))


def ruling_of(decision: EligibilityDecision) -> Ruling | None:
    """The answer to a decision, if there is one."""
    return getattr(decision, "ruling", None)


def is_newest(decision: EligibilityDecision) -> bool:
    """Whether no later decision stands for this referral."""
    later = EligibilityDecision._base_manager.filter(referral=decision.referral_id)
    return not later.filter(pk__gt=decision.pk).exists()


def replay_of(decision: EligibilityDecision, *, today: date) -> Replay:
    """A decision judged again, as then and as today."""
    return replay(
        decision,
        judge=judge_again,
        catalogue=the_catalogue(),
        adoptions=adoptions_here(),
        today=today,
    )


def facts_changed(decision: EligibilityDecision, *, on: date) -> tuple[str, ...]:
    """The lines of the case that are new or gone since it was decided; dates of decision apart."""
    now = case_text(case_file_of(decision.referral, on=on))
    return changed_lines(decision.kept["case"], now)


def changed_lines(then: str, now: str) -> tuple[str, ...]:
    """The lines in which two texts of a case differ."""

    def told(text: str) -> list[str]:
        return [each for each in text.splitlines() if each and not each.startswith(UNLIKE)]

    before, after = told(then), told(now)
    gone = [each for each in before if each not in after]
    return tuple([each for each in after if each not in before] + gone)


def missing_facts(decision: Mapping[str, Any], referral: Referral) -> Sequence[MissingFact]:
    """What is missing, each with the page on which it is entered."""
    person, case = (referral.person.public_id,), (referral.public_id,)
    places = {
        "person": ("people:change", person),
        "offence": ("referrals:referral", case),
        "public_protection": ("referrals:referral", case),
        "static_risk": ("assessment:risk", case),
        "deviance": ("assessment:enter_fact", (*case, "deviance")),
    }
    found = []
    for path in decision["missing"]:
        address, ids = places[path.partition(".")[0].partition("[")[0]]
        found.append(MissingFact(path=path, address=address, ids=ids))
    return found
