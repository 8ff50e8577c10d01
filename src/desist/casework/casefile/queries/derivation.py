"""Derivation: from the rows of all apps, what the summary of a case says. Ten queries a batch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min

from desist.casework.assessment.models import Check, Coding, EligibilityDecision
from desist.casework.battery.models import OPEN, Administration
from desist.casework.casefile.stage import WAITING, Reached, stage_of
from desist.casework.delivery.models import Attendance, SessionRecord
from desist.casework.people.models import CaseloadEntry, Person
from desist.casework.planning.models import (
    Appointment,
    AppointmentState,
    Enrolment,
    FacilitatorAssignment,
    PlanState,
    TreatmentPlan,
)
from desist.casework.referrals.models import ENDED, Referral
from desist.casework.tasks.models import Task

DERIVED_FROM = (
    Administration, Appointment, CaseloadEntry, Coding, EligibilityDecision, Enrolment,
    FacilitatorAssignment, Referral, SessionRecord, Task, TreatmentPlan,
)  # fmt: skip
"""The models whose rows a summary rests on."""
SESSION = "session"
"""The kind of what is due where it is the next session, not a task."""
ANSWERS = "answers"
"""The kind of what is due where it is a questionnaire."""
NO_BAND = "not_applicable"


@dataclass
class _Found:
    """What one person's rows say, collected table by table."""

    region: int
    referral: Referral | None = None
    reached: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, Any] = field(default_factory=dict)
    attended: set[int] = field(default_factory=set)
    """The sessions of the plan that they came to, or made good."""
    band: str = ""
    facilitator: int | None = None
    due: tuple[date, str] | None = None


def derive(person_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """The values of each person's summary, by the person's id."""
    held = Person._base_manager.filter(pk__in=person_ids)
    where = held.values_list("pk", "team__unit__region")
    found = {person: _Found(region) for person, region in where}
    by_referral = _referrals(found)
    if by_referral:
        _assessments(by_referral)
        _plans(by_referral)
        _sessions(by_referral)
        _questionnaires(by_referral)
    _facilitators(found, by_referral)
    _tasks(found)
    return {person: _values(each) for person, each in found.items()}


def _values(found: _Found) -> dict[str, Any]:
    referral, reached = found.referral, Reached(**found.reached)
    stage = stage_of(referral.status if referral else "", reached)
    ended = referral is not None and referral.status in ENDED
    waits = referral is not None and not ended and stage in WAITING
    due_on, due_kind = found.due or (None, "")
    return {
        "region_id": found.region,
        "referral_id": referral.pk if referral else None,
        "programme": referral.programme if referral else "",
        "status": referral.status if referral else "",
        "stage": stage,
        "ended": ended and stage not in ("complete", "follow_up"),
        "waiting_since": referral.referred_on if referral and waits else None,
        "band": found.band,
        "facilitator_id": found.facilitator,
        "sessions_held": reached.sessions_held,
        "sessions_planned": reached.sessions_planned,
        "due_on": due_on,
        "due_kind": due_kind,
        **found.sessions,
    }


def _referrals(found: Mapping[int, _Found]) -> dict[int, _Found]:
    """Give each person the open referral, otherwise the latest; and find them by it."""
    held = Referral._base_manager.filter(person__in=found).defer("context")
    for each in held.order_by("referred_on", "pk"):
        mine = found[each.person_id]
        if mine.referral is None or each.is_open or not mine.referral.is_open:
            mine.referral = each
    return {each.referral.pk: each for each in found.values() if each.referral}


def _assessments(by_referral: Mapping[int, _Found]) -> None:
    """The band that the latest decision took, unless a second coder must not know it yet."""
    waiting = Coding._base_manager.filter(referral__in=by_referral, check_state=Check.ASKED)
    blind = set(waiting.values_list("referral", flat=True))
    decisions = EligibilityDecision._base_manager.filter(referral__in=by_referral)
    for each in decisions.order_by("pk"):
        mine = by_referral[each.referral_id]
        mine.reached["is_assessed"] = True
        facts = each.decision["facts"]
        band = facts.get("adapted_band") or facts.get("standard_band") or ""
        mine.band = "" if each.referral_id in blind or band == NO_BAND else band


def _plans(by_referral: Mapping[int, _Found]) -> None:
    approved = TreatmentPlan._base_manager.filter(
        enrolment__referral__in=by_referral, state=PlanState.APPROVED
    )
    rows = approved.values_list("enrolment__referral", "sessions", "minutes").order_by("pk")
    for referral, sessions, minutes in rows:
        mine = by_referral[referral]
        mine.reached |= {"is_planned": True, "sessions_planned": sessions}
        mine.sessions["minutes_planned"] = minutes


def _sessions(by_referral: Mapping[int, _Found]) -> None:
    """What was recorded of each session, catch-ups too, and which is booked next."""
    booked = Appointment._base_manager.filter(enrolment__referral__in=by_referral)
    rows = booked.exclude(state=AppointmentState.CANCELLED).values_list(
        "enrolment__referral", "number", "day", "starts", "minutes", "state", "module",
        "room__name", "room__place__name", "session_record__attendance", "session_record__minutes",
        named=True,
    )  # fmt: skip
    for row in rows.order_by("day", "starts"):
        mine = by_referral[row.enrolment__referral]
        held = mine.sessions
        came = row.session_record__attendance or ""
        if came or row.state == AppointmentState.HELD:
            held |= {"last_on": row.day, "last_came": came, "last_module": row.module}
            there = (
                row.minutes if row.session_record__minutes is None else row.session_record__minutes
            )
            held["minutes_held"] = held.get("minutes_held", 0) + there
            if came != Attendance.ABSENT:
                mine.attended.add(row.number)
            mine.reached["sessions_held"] = len(mine.attended)
        elif "next_on" not in held:
            place = f"{row.room__name}, {row.room__place__name}"
            held |= {"next_on": row.day, "next_starts": row.starts, "next_place": place}
            mine.due = (row.day, SESSION)


def _questionnaires(by_referral: Mapping[int, _Found]) -> None:
    """Until when the first of them is to be answered."""
    held = Administration._base_manager.filter(referral__in=by_referral, state__in=OPEN)
    for referral, due_on in held.values_list("referral").annotate(Min("due_on")).order_by():
        mine = by_referral[referral]
        mine.sessions["answer_by"] = due_on
        if mine.due is None or due_on < mine.due[0]:
            mine.due = (due_on, ANSWERS)


def _facilitators(found: Mapping[int, _Found], by_referral: Mapping[int, _Found]) -> None:
    """Who delivers the enrolment; before there is one, who has them on a caseload."""
    entries = CaseloadEntry._base_manager.filter(person__in=found, ended_on=None)
    for person, user in entries.values_list("person", "user").order_by("pk"):
        found[person].facilitator = user
    assigned = FacilitatorAssignment._base_manager.filter(
        enrolment__referral__in=by_referral, ended_on=None
    )
    rows = assigned.values_list("enrolment__referral", "user").order_by("-pk")
    for referral, user in rows:
        by_referral[referral].facilitator = user


def _tasks(found: Mapping[int, _Found]) -> None:
    """The first thing due, of the tasks and the next session."""
    held = Task._base_manager.filter(person__in=found, finished_at=None)
    first: dict[int, tuple[date, str]] = {}
    rows = held.values_list("person", "due_on", "kind").order_by("-due_on", "-pk")
    for person, on, kind in rows:
        first[person] = (on, kind)
    for person, each in found.items():
        both = [one for one in (first.get(person), each.due) if one and one[0]]
        each.due = min(both, key=lambda one: one[0], default=None)
