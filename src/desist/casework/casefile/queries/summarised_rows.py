"""Summarised rows: what a summary is derived from, asked of each table for one person or for many.

For one person, as after nearly every act, the questions are put into SQL once: making them anew
took most of the time of what follows an act.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import Min, QuerySet

from desist.casework.assessment.models import Check, Coding, EligibilityDecision
from desist.casework.battery.models import OPEN, Administration
from desist.casework.people.models import CaseloadEntry, Person
from desist.casework.planning.models import (
    Appointment,
    AppointmentState,
    FacilitatorAssignment,
    PlanState,
    TreatmentPlan,
)
from desist.casework.records.statement import statement_of_one
from desist.casework.referrals.models import Referral
from desist.casework.tasks.models import Task


class SummarisedSession(NamedTuple):
    """A session that is booked or was recorded."""

    referral: int
    number: int
    day: date
    starts: time
    booked_minutes: int
    state: str
    module: str
    room: str
    place: str
    attendance: str | None
    recorded_minutes: int | None

    @property
    def came(self) -> str:
        """Whether they came; empty where nothing is recorded."""
        return self.attendance or ""

    @property
    def minutes_there(self) -> int:
        """For how long, as recorded; otherwise as booked."""
        return self.booked_minutes if self.recorded_minutes is None else self.recorded_minutes

    @property
    def where(self) -> str:
        """Room and place in words."""
        return f"{self.room}, {self.place}"


@statement_of_one
def regions(people: Collection[int]) -> QuerySet[Any, Any]:
    """Each person with the region of their team."""
    return Person._base_manager.filter(pk__in=people).values_list("pk", "team__unit__region")


@statement_of_one
def referrals(people: Collection[int]) -> QuerySet[Referral]:
    """Their referrals, the latest last."""
    held = Referral._base_manager.filter(person__in=people).defer("context")
    return held.order_by("referred_on", "pk")


@statement_of_one
def referrals_being_checked(referrals: Collection[int]) -> QuerySet[Any, Any]:
    """Those of which a second coder was asked who must not know the band yet."""
    held = Coding._base_manager.filter(referral__in=referrals, check_state=Check.ASKED)
    return held.values_list("referral", flat=True)


@statement_of_one
def decisions(referrals: Collection[int]) -> QuerySet[EligibilityDecision]:
    """Whether the programme is suitable, the latest last."""
    return EligibilityDecision._base_manager.filter(referral__in=referrals).order_by("pk")


@statement_of_one
def approved_plans(referrals: Collection[int]) -> QuerySet[Any, Any]:
    """Referral, sessions and minutes of each, the latest last."""
    held = TreatmentPlan._base_manager.filter(
        enrolment__referral__in=referrals, state=PlanState.APPROVED
    )
    return held.values_list("enrolment__referral", "sessions", "minutes").order_by("pk")


def sessions(referrals: Collection[int]) -> list[SummarisedSession]:
    """Those that were not cancelled, in their order."""
    return [SummarisedSession(*row) for row in _sessions(referrals)]


@statement_of_one
def _sessions(referrals: Collection[int]) -> QuerySet[Any, Any]:
    booked = Appointment._base_manager.filter(enrolment__referral__in=referrals)
    return booked.exclude(state=AppointmentState.CANCELLED).values_list(
        "enrolment__referral", "number", "day", "starts", "minutes", "state", "module",
        "room__name", "room__place__name", "session_record__attendance", "session_record__minutes",
    ).order_by("day", "starts")  # fmt: skip


@statement_of_one
def first_questionnaires(referrals: Collection[int]) -> QuerySet[Any, Any]:
    """Each referral with the first day until when one is to be answered."""
    held = Administration._base_manager.filter(referral__in=referrals, state__in=OPEN)
    return held.values_list("referral").annotate(Min("due_on")).order_by()


@statement_of_one
def caseloads(people: Collection[int]) -> QuerySet[Any, Any]:
    """Each person with who has them on a caseload."""
    held = CaseloadEntry._base_manager.filter(person__in=people, ended_on=None)
    return held.values_list("person", "user").order_by("pk")


@statement_of_one
def facilitators(referrals: Collection[int]) -> QuerySet[Any, Any]:
    """Each referral with who delivers its enrolment, the first last."""
    held = FacilitatorAssignment._base_manager.filter(
        enrolment__referral__in=referrals, ended_on=None
    )
    return held.values_list("enrolment__referral", "user").order_by("-pk")


@statement_of_one
def open_tasks(people: Collection[int]) -> QuerySet[Any, Any]:
    """Each person with the day and the kind of what is due, the first due last."""
    held = Task._base_manager.filter(person__in=people, finished_at=None)
    return held.values_list("person", "due_on", "kind").order_by("-due_on", "-pk")
