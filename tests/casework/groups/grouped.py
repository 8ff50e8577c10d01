"""A group with members, each with an approved plan for the group format, through actions only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from desist.cases.assessment import assess_case
from desist.cases.example import example_text
from desist.cases.reader import parse_case
from desist.casework.access import Role
from desist.casework.accounts.models import User
from desist.casework.groups.actions.group import form_group
from desist.casework.groups.actions.membership import join_group
from desist.casework.groups.actions.session import book_meetings
from desist.casework.groups.models import GroupMembership, GroupSession, ProgrammeGroup
from desist.casework.groups.queries.course import course_of
from desist.casework.people.actions import state_arrangement
from desist.casework.planning.actions.enrolment import enrol
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from desist.casework.planning.models import Appointment, Enrolment, Room
from desist.casework.planning.queries.recommendation import NO_WISHES, Recommended, content_of
from desist.casework.referrals.actions import refer_person
from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from tests.casework.ground import laid
from tests.casework.people import LONG_AGO, NOON, World
from tests.casework.planning.planned import BY, accept, build_room

TODAY = NOON.date()
DAY = date(2026, 3, 3)
"""A Tuesday, the day after ``NOON``."""
DAYS = tuple(DAY + timedelta(weeks=week) for week in range(4))

FREE = "tuesday_morning thursday_morning"
ARRANGED = {
    "access": "", "language": "", "welsh": "not_asked", "available": FREE,
    "travel_minutes": None, "travel": "", "asked_on": DAY,
}  # fmt: skip
"""When somebody can come: whenever the group meets."""
APART = {
    "kind": "co_defendants", "because": "", "begins_on": date(2025, 1, 1), "ended_on": None,
    "source": "court", "review_on": None,
}  # fmt: skip
"""Why two people must not meet."""
SENTENCE = {
    "order": "community_order", "requirement": "programme_requirement", "number": "1",
    "nation": "england", "begins_on": date(2025, 6, 1), "ends_on": DAYS[1],
    "terminated_on": None, "terminated_because": "", "source": "court",
}  # fmt: skip
"""An order that asks for the programme, and ends after the second session."""


@cache
def group_content() -> dict[str, Any]:
    """The plan of an example case in the group format: every session, focus and contribution."""
    catalogue = load_catalogue()
    case = parse_case(example_text("eligible"), file="eligible", catalogue=catalogue)
    assessment = assess_case(case, catalogue=catalogue, adoptions=EVERYTHING)
    known = Recommended(assessment=assessment, programme=assessment.programme, format="group")
    return content_of(known, known.planned(), NO_WISHES, on=NOON.date())


def group_values(world: World, room: Room, **values: Any) -> dict[str, Any]:
    """What forming a group asks."""
    return {
        "name": "NW-14", "programme": "isotp", "programme_version": 1, "format": "group",
        "cohort": "sexual", "nation": "england", "begins_on": DAY,
        "meets": "tuesday_morning thursday_morning", "a_week": 1, "seats": 4, "room": room,
        "facilitator": world.member("finn", Role.FACILITATOR),
        "co_facilitator": world.member("fay", Role.FACILITATOR),
    } | values  # fmt: skip


@dataclass
class Grouped:
    """A group of the north, led by Finn and Fay, whom Mona manages."""

    world: World
    group: ProgrammeGroup
    mona: User
    finn: User
    fay: User
    seats: list[GroupMembership] = field(default_factory=list)

    @laid
    def waiting(self, *, approved: bool = True, team: Any = None, **person: Any) -> Enrolment:
        """Somebody enrolled in the group format, who sits in no group."""
        held = self.world.person(team=team, **person)
        referral = refer_person(
            person=held, programme="isotp", setting="community", context="",
            referred_on=LONG_AGO, by=held.practitioner, at=NOON,
        )  # fmt: skip
        accept(referral)
        enrolment = enrol(referral=referral, format="group", begins_on=NOON.date(), **BY)
        if approved:
            self.approve(enrolment)
        return enrolment

    def approve(self, enrolment: Enrolment) -> None:
        """Give somebody a plan that another person approved."""
        drafter = self.world.member("drew", Role.ASSESSOR, region=self.world.north)
        plan = draft_plan(enrolment=enrolment, content=group_content(), by=drafter, at=NOON)
        send_for_approval(plan=plan, read_version=1, by=drafter, at=NOON)
        approve_plan(plan=plan, read_version=2, by=self.mona, at=NOON)

    @laid
    def join(self, enrolment: Enrolment, on: date = TODAY, **given: Any) -> GroupMembership:
        """A seat, given by the manager."""
        values = {"group": self.group, "because": "", "by": self.mona, "at": NOON} | given
        seat = join_group(enrolment=enrolment, on=on, **values)
        self.seats.append(seat)
        return seat

    @laid
    def members(self, count: int) -> list[GroupMembership]:
        """So many people more, each with a seat."""
        return [self.join(self.waiting(last_name=f"Member {n}")) for n in range(count)]

    @laid
    def meetings(self, *days: date, starts: time = time(10)) -> list[GroupSession]:
        """The first sessions of the course, on these days."""
        book_meetings(
            group=self.group, sessions=[self.meeting(n, d, starts) for n, d in enumerate(days, 1)],
            by=self.finn, at=NOON,
        )  # fmt: skip
        return list(self.group.sessions.order_by("number"))

    def meeting(self, number: int, day: date, starts: time = time(10)) -> dict[str, Any]:
        """What booking asks of one session."""
        planned = course_of(self.group).sessions[number - 1]
        return {
            "number": number, "module": planned.module,
            "exercises": [part.exercise for part in planned.parts],
            "day": day, "starts": starts, "minutes": planned.minutes, "room": self.group.room,
            "facilitator": self.finn, "co_facilitator": self.fay,
        }  # fmt: skip


def arrange(enrolment: Enrolment, **values: Any) -> Enrolment:
    """Say when somebody can come, and what they need."""
    given = {"read_version": 0, "values": ARRANGED | values}
    state_arrangement(person=enrolment.person, **given, **BY)
    return enrolment


def parts_in(session: GroupSession) -> list[Appointment]:
    """Each member's appointment in a session, as they joined."""
    return list(Appointment.objects.filter(group_session=session.public_id).order_by("pk"))


@laid
def build_group(world: World, **values: Any) -> Grouped:
    """A group in the one room of the north, with nobody in it yet."""
    mona = world.member("mona", Role.MANAGER, region=world.north)
    given = group_values(world, build_room(world), **values)
    group = form_group(unit=world.unit, values=given, by=mona, at=NOON)
    return Grouped(world, group, mona, given["facilitator"], given["co_facilitator"])
