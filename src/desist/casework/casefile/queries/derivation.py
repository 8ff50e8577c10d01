"""Derivation: from the rows of all apps, what the summary of a case says. Ten queries a batch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desist.casework.assessment.models import Coding, EligibilityDecision
from desist.casework.battery.models import Administration
from desist.casework.casefile.queries import summarised_rows as rows
from desist.casework.casefile.stage import WAITING, Reached, stage_of
from desist.casework.delivery.models import Attendance, SessionRecord
from desist.casework.people.models import CaseloadEntry
from desist.casework.planning.models import (
    Appointment,
    AppointmentState,
    Enrolment,
    FacilitatorAssignment,
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
    found = {person: _Found(region) for person, region in rows.regions(person_ids)}
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
    for each in rows.referrals(found):
        mine = found[each.person_id]
        if mine.referral is None or each.is_open or not mine.referral.is_open:
            mine.referral = each
    return {each.referral.pk: each for each in found.values() if each.referral}


def _assessments(by_referral: Mapping[int, _Found]) -> None:
    """The band that the latest decision took, unless a second coder must not know it yet."""
    blind = set(rows.referrals_being_checked(by_referral))
    latest = {each.referral_id: each for each in rows.decisions(by_referral)}
    for referral, decided in latest.items():
        mine = by_referral[referral]
        mine.reached["is_assessed"] = True
        facts = decided.decision["facts"]
        band = facts.get("adapted_band") or facts.get("standard_band") or ""
        mine.band = "" if referral in blind or band == NO_BAND else band


def _plans(by_referral: Mapping[int, _Found]) -> None:
    for referral, sessions, minutes in rows.approved_plans(by_referral):
        mine = by_referral[referral]
        mine.reached |= {"is_planned": True, "sessions_planned": sessions}
        mine.sessions["minutes_planned"] = minutes


def _sessions(by_referral: Mapping[int, _Found]) -> None:
    """What was recorded of each session, catch-ups too, and which is booked next."""
    for row in rows.sessions(by_referral):
        mine = by_referral[row.referral]
        held = mine.sessions
        if row.came or row.state == AppointmentState.HELD:
            held |= {"last_on": row.day, "last_came": row.came, "last_module": row.module}
            held["minutes_held"] = held.get("minutes_held", 0) + row.minutes_there
            if row.came != Attendance.ABSENT:
                mine.attended.add(row.number)
            mine.reached["sessions_held"] = len(mine.attended)
        elif "next_on" not in held:
            held |= {"next_on": row.day, "next_starts": row.starts, "next_place": row.where}
            mine.due = (row.day, SESSION)


def _questionnaires(by_referral: Mapping[int, _Found]) -> None:
    """Until when the first of them is to be answered."""
    for referral, due_on in rows.first_questionnaires(by_referral):
        mine = by_referral[referral]
        mine.sessions["answer_by"] = due_on
        if mine.due is None or due_on < mine.due[0]:
            mine.due = (due_on, ANSWERS)


def _facilitators(found: Mapping[int, _Found], by_referral: Mapping[int, _Found]) -> None:
    """Who delivers the enrolment; before there is one, who has them on a caseload."""
    for person, user in rows.caseloads(found):
        found[person].facilitator = user
    for referral, user in rows.facilitators(by_referral):
        by_referral[referral].facilitator = user


def _tasks(found: Mapping[int, _Found]) -> None:
    """The first thing due, of the tasks and the next session."""
    first = {person: (on, kind) for person, on, kind in rows.open_tasks(found)}
    for person, each in found.items():
        both = [one for one in (first.get(person), each.due) if one and one[0]]
        each.due = min(both, key=lambda one: one[0], default=None)
