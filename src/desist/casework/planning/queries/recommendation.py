"""The plan that is recommended for an enrolment, and the content that is stored of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desist.cases.assessment import Assessment
from desist.cases.plan_record import plan_record
from desist.casework.planning.models import Enrolment
from desist.casework.planning.queries.case import assess
from desist.casework.referrals.programme import programme_of
from desist.casework.rules.queries import adoptions_here, the_catalogue
from desist.catalogue.words import words_of
from desist.programme.curriculum import Programme
from desist.programme.decision import AWAITING_ADOPTION, Decision
from desist.programme.treatment_need import Strength
from desist.programme.treatment_plan import PlannedTreatment, PlanRequest
from desist.scheduling.treatment_planning import plan_treatment

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What somebody asks of a plan beyond what is recommended."""

    sessions_at_most: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


NO_WISHES = Wishes()


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """What can be planned for an enrolment on a day, and from what."""

    assessment: Assessment
    programme: Programme
    format: str

    @property
    def needs(self) -> Mapping[str, Strength]:
        """The strength of each need, by its id."""
        return {each.id: each.strength for each in self.assessment.battery.needs.needs}

    def planned(self, wishes: Wishes = NO_WISHES) -> PlannedTreatment:
        """The best plan that keeps these wishes, or which rules bind, or what is not adopted."""
        needs = self.assessment.battery.needs.decision
        if needs.outcome == AWAITING_ADOPTION:
            return PlannedTreatment(plan=None, decision=needs)
        request = PlanRequest(
            needs=self.needs,
            sessions_at_most=wishes.sessions_at_most,
            include=wishes.include,
            exclude=wishes.exclude,
        )
        return plan_treatment(programme=self.programme, format=self.format, request=request)


def recommended_for(enrolment: Enrolment, *, on: date) -> Recommended:
    """What is known for planning on a day: somebody enrolled was found suitable by a person.

    Raises:
        LookupError: the catalogue no longer holds the programme's version.
    """
    programme = programme_of(enrolment.programme, enrolment.programme_version)
    adoption = adoptions_here().of(programme, on=on)
    return Recommended(
        assessment=assess(enrolment.referral, on=on),
        programme=replace(programme, adoption=adoption),
        format=enrolment.format,
    )


def content_of(
    known: Recommended, planned: PlannedTreatment, wishes: Wishes, *, on: date
) -> dict[str, Any]:
    """A plan whole, as it is stored: readable without a solver, a catalogue or the case.

    ``planned`` holds a plan. ``recommended`` keeps what the plan without wishes would have been.
    """
    words = words_of(the_catalogue())
    assessed = replace(known.assessment, programme=known.programme, planned=planned)
    best = known.planned().plan
    return {
        "schema": SCHEMA,
        "programme": {
            "id": known.programme.id,
            "version": known.programme.version,
            "sha256": known.programme.sha256,
            "title": known.programme.title,
        },
        "format": known.format,
        "assessed_on": on.isoformat(),
        "needs": [
            {"id": each.id, "title": each.title, "strength": each.strength}
            for each in known.assessment.battery.needs.needs
        ],
        "request": {
            "sessions_at_most": wishes.sessions_at_most,
            "include": list(wishes.include),
            "exclude": list(wishes.exclude),
        },
        "plan": plan_record(assessed, words=words),
        "recommended": {
            "sessions": best.sessions if best else None,
            "exercises": [each.id for each in best.chosen] if best else [],
        },
        "decisions": [
            each.as_record(words.reason) for each in _behind(known.assessment, planned.decision)
        ],
    }


def _behind(assessment: Assessment, plan: Decision) -> Sequence[Decision]:
    """What the plan rests on; static risk is left out: it chooses no exercise."""
    return (plan, assessment.battery.needs.decision)


def wishes_of(content: Mapping[str, Any]) -> Wishes:
    """What was asked of a stored plan."""
    asked = content["request"]
    return Wishes(
        sessions_at_most=asked["sessions_at_most"],
        include=tuple(asked["include"]),
        exclude=tuple(asked["exclude"]),
    )
