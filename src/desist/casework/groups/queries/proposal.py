"""The days that are proposed for a group's sessions, and what stood in the way of sooner ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desist.casework.groups.models import ProgrammeGroup
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.planning.models import AppointmentState
from desist.casework.planning.queries.free_time import Diary
from desist.casework.planning.queries.proposal import LONGEST, Proposed
from desist.programme.session_pace import SessionPace
from desist.programme.treatment_plan import PlannedSession
from desist.scheduling.appointment_proposal import ProposalRequest, propose_sessions


def unbooked_of(group: ProgrammeGroup) -> list[PlannedSession]:
    """The sessions of a group that are not booked yet, in order."""
    booked = group.sessions.exclude(state=AppointmentState.CANCELLED)
    numbers = set(booked.values_list("number", flat=True))
    return [each for each in course_of(group).sessions if each.number not in numbers]


def last_day_before(group: ProgrammeGroup, day: date) -> date | None:
    """The day of the last booked session before a day."""
    booked = group.sessions.exclude(state=AppointmentState.CANCELLED).filter(day__lt=day)
    found: date | None = booked.order_by("-day").values_list("day", flat=True).first()
    return found


def propose_meetings(
    group: ProgrammeGroup, wishes: Mapping[str, Any], *, pace: SessionPace
) -> Proposed:
    """The soonest sessions at which room and facilitators, and every member, are free."""
    wanted, first_on = unbooked_of(group), wishes["first_on"]
    diary = Diary(
        people=tuple(each.enrolment.person for each in open_seats_of(group)),
        staff=(wishes["facilitator"], wishes["co_facilitator"]),
        room=wishes["room"],
        nation=group.nation,
        first_on=first_on,
        last_on=first_on + LONGEST,
        in_community=False,
    )
    proposal = propose_sessions(
        ProposalRequest(
            sessions=[each.minutes for each in wanted],
            first_on=first_on,
            last_on=first_on + LONGEST,
            weekdays=frozenset(map(int, wishes["weekdays"].split())),
            starts=tuple(filter(None, (wishes["starts"], wishes["or_starts"]))),
            a_week=int(wishes["a_week"]),
            days_between=pace.days_between,
            after=last_day_before(group, first_on),
        ),
        closed=diary.closed,
        taken=diary.taken,
    )
    sessions = [_booking(wanted[each.at], each, wishes) for each in proposal.placed]
    return Proposed(proposal=proposal, sessions=sessions, supervision_ends_on=None)


def _booking(session: PlannedSession, placed: Any, wishes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": session.number,
        "module": session.module,
        "exercises": [part.exercise for part in session.parts],
        "day": placed.day,
        "starts": placed.starts,
        "minutes": session.minutes,
        "room": wishes["room"],
        "facilitator": wishes["facilitator"],
        "co_facilitator": wishes["co_facilitator"],
    }
