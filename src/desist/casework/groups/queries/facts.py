"""Facts: what forming groups needs to know of one person, as the service holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desist.casework.assessment.models import EligibilityDecision
from desist.casework.people.models import Access, Arrangement, LocationWish, Welsh, Wish
from desist.casework.people.queries import (
    arrangement_of,
    learning_screen_of,
    sentence_in_force,
)
from desist.casework.planning.models import Enrolment, PlanState
from desist.casework.referrals.models import Source
from desist.programme.band import RiskBand
from desist.programme.group_pool import Candidate, Week

POSITIVE = "positive"
ADAPTED = "_ldc"


def week_of(parts: str) -> Week:
    """Parts of the week as they are stored, by day."""
    week: dict[Any, tuple[Any, ...]] = {}
    for each in parts.split():
        day, part = each.split("_")
        week[day] = (*week.get(day, ()), part)
    return week


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one person who takes part in a programme; None is not known."""

    enrolment: Enrolment
    arrangement: Arrangement | None
    decided: dict[str, Any]
    """The facts of the latest decision on eligibility."""
    ends_on: date | None
    open_ended: bool
    has_learning_need: bool
    needs: dict[str, Any]
    impossible_units: frozenset[int]
    ways: dict[int, int]
    """The minutes of the way to each place of which they are known, by the number of the place."""

    def candidate(
        self,
        label: str,
        *,
        cohort: str,
        apart_from: tuple[str, ...],
        group: str | None,
        excluded: tuple[str, ...],
        travel: dict[str, int],
    ) -> Candidate:
        """The same as forming groups takes it, under a ``label`` of one's own.

        Whoever takes part in a programme was found suitable for it, so that only the need for an
        adapted one decides which ``cohort`` of those of the group they are in.
        """
        person, held = self.enrolment.person, self.arrangement
        plain = cohort.removesuffix(ADAPTED)
        return Candidate(
            id=label,
            programme=self.enrolment.programme,
            cohort=plain + ADAPTED if self.has_learning_need else plain,  # type: ignore[arg-type]
            sex=person.sex,  # type: ignore[arg-type] - the codes are the same
            born_on=person.born_on,
            referred_on=self.enrolment.referral.referred_on,
            ends_on=self.ends_on,
            open_ended=self.open_ended,
            risk=self.band,
            contact_offending=self.contact_offending,
            available=week_of(held.available) if held and held.available else None,
            travel=travel,
            travel_minutes_at_most=held.travel_minutes if held else None,
            languages=self.languages,
            prefers="cy" if held and held.welsh == Welsh.WELSH else None,
            adjustments=self.adjustments,
            excluded_locations=excluded,
            apart_from=apart_from,
            needs=self.needs,
            group=group,
        )

    @property
    def band(self) -> RiskBand | None:
        """The band of static risk that the decision took."""
        found = self.decided.get("adapted_band") or self.decided.get("standard_band")
        return RiskBand(found) if found else None

    @property
    def contact_offending(self) -> bool | None:
        """Whether a contact offence was found when it was decided."""
        return self.decided.get("contact_offence")

    @property
    def languages(self) -> tuple[str, ...]:
        """English, unless an interpreter is needed: then the language that is spoken alone."""
        access = self.arrangement.access.split() if self.arrangement else []
        if self.arrangement is None or Access.INTERPRETER not in access:
            return ("en",)
        return (self.arrangement.language or Access.INTERPRETER.value,)

    @property
    def adjustments(self) -> tuple[str, ...]:
        """What was arranged for them, an interpreter left out."""
        access = self.arrangement.access.split() if self.arrangement else []
        return tuple(each for each in access if each != Access.INTERPRETER)


def facts_of(enrolment: Enrolment, *, on: date) -> Facts:
    """What is known of somebody on a day."""
    person, referral = enrolment.person, enrolment.referral
    sentence = sentence_in_force(person, on)
    plan = enrolment.plans.filter(state=PlanState.APPROVED).first()
    decided = EligibilityDecision.objects.filter(referral=referral).order_by("-pk").first()
    wishes = LocationWish.objects.filter(person=person, wish=Wish.IMPOSSIBLE)
    is_open = referral.source == Source.VOLUNTARY or bool(sentence and sentence.ends_on is None)
    return Facts(
        enrolment=enrolment,
        arrangement=arrangement_of(person),
        decided=decided.decision["facts"] if decided else {},
        ends_on=sentence.ends_on if sentence else None,
        open_ended=is_open,
        has_learning_need=learning_screen_of(person) == POSITIVE,
        needs={each["id"]: each["strength"] for each in plan.chosen["needs"]} if plan else {},
        impossible_units=frozenset(wishes.values_list("unit", flat=True)),
        ways=dict(person.ways.order_by("pk").values_list("place", "minutes")),
    )
