"""Somebody enrolled, with a plan and a room, built through actions only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from desist.cases.assessment import assess_case
from desist.cases.example import example_text
from desist.cases.reader import parse_case
from desist.casework.access import Role
from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.enrolment import assign_facilitator, enrol
from desist.casework.planning.actions.place import add_place, add_room
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from desist.casework.planning.models import Appointment, Enrolment, Room, TreatmentPlan
from desist.casework.planning.queries.recommendation import NO_WISHES, Recommended, content_of
from desist.casework.referrals.actions import move_referral, refer_person
from desist.casework.referrals.models import Referral
from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from tests.casework.ground import laid
from tests.casework.people import INSTALLATION, LONG_AGO, NOON, World

NEEDS = {
    "loneliness": (2, "lives alone"), "self-esteem": (2, "says so"), "low-mood": (1, "sleep"),
    "emotional-regulation": (2, "outbursts at work"),
}  # fmt: skip
"""Ratings by need: value and evidence."""
ADOPTED = ("isotp", "isotp-individual-pace", "isotp-formulation")
"""What a site adopts for plans, beside what it assesses by."""
CONTENT = {"plan": {"sessions": 24, "minutes": 2160}}
BY = {"by": INSTALLATION, "at": NOON}
STEPS = (("awaiting_assessment", "accepted"), ("awaiting_allocation", "decided_suitable"))
"""From referred to a place."""


@cache
def whole_content() -> dict[str, Any]:
    """A plan that pages can draw: of an example case, individually, as recommended."""
    catalogue = load_catalogue()
    case = parse_case(example_text("eligible"), file="eligible", catalogue=catalogue)
    assessment = assess_case(case, catalogue=catalogue, adoptions=EVERYTHING)
    known = Recommended(assessment=assessment, programme=assessment.programme, format="individual")
    return content_of(known, known.planned(), NO_WISHES, on=NOON.date())


@dataclass
class Case:
    """One person with what was planned for them, and who works with them."""

    world: World
    person: Person
    referral: Referral
    enrolment: Enrolment
    finn: User
    mona: User
    room: Room

    @laid
    def plan(self, content: Any = CONTENT) -> TreatmentPlan:
        """A draft by the facilitator."""
        return draft_plan(enrolment=self.enrolment, content=content, by=self.finn, at=NOON)

    @laid
    def approved(self, content: Any = CONTENT) -> TreatmentPlan:
        """A plan that the facilitator drafted and the manager approved."""
        plan = self.plan(content)
        send_for_approval(plan=plan, read_version=1, by=self.finn, at=NOON)
        return approve_plan(plan=plan, read_version=2, by=self.mona, at=NOON)

    @laid
    def booked(
        self, plan: TreatmentPlan, *days: date, starts: time = time(10), second: User | None = None
    ) -> list[Appointment]:
        """Sessions of the plan on these days."""
        sessions = [
            self.session(number, day, starts) | {"co_facilitator": second}
            for number, day in enumerate(days, start=1)
        ]
        book_appointments(
            enrolment=self.enrolment, plan=plan, sessions=sessions, by=self.finn, at=NOON
        )
        return list(self.enrolment.appointments.order_by("number"))

    def session(self, number: int, day: date, starts: time = time(10)) -> dict[str, Any]:
        """What booking asks of one session."""
        return {
            "number": number, "module": "values-and-goals", "exercises": ["values-card-sort"],
            "day": day, "starts": starts, "minutes": 90, "room": self.room,
            "facilitator": self.finn, "co_facilitator": None,
        }  # fmt: skip


@laid
def refer(world: World, team: Any = None) -> Referral:
    """Somebody put forward by their practitioner."""
    person = world.person(team=team)
    return refer_person(
        person=person, programme="isotp", setting="community", context="",
        referred_on=LONG_AGO, by=person.practitioner, at=NOON,
    )  # fmt: skip


def accept(referral: Referral, *, at: datetime = NOON) -> None:
    """Bring it to where somebody waits for a place."""
    for to, reason in STEPS:
        move_referral(
            referral=referral, read_version=referral.version, to=to, reason=reason,
            effective_on=at.date(), note="", by=INSTALLATION, at=at,
        )  # fmt: skip


@laid
def build_room(world: World) -> Room:
    """The one room of the north."""
    return Room.objects.first() or add_room(
        place=add_place(unit=world.unit, name="Quay House", **BY),
        values={"name": "Room 3", "capacity": 4, "step_free": True, "hearing_loop": False},
        **BY,
    )


@laid
def build_case(world: World, *, facilitator: str = "finn", team: Any = None) -> Case:
    """Somebody in the north, enrolled individually with a facilitator; a room there."""
    finn = world.member(facilitator, Role.FACILITATOR)
    mona = world.member("mona", Role.MANAGER, region=world.north)
    referral = refer(world, team)
    first = date(2026, 3, 2)
    accept(referral)
    enrolment = enrol(referral=referral, format="individual", begins_on=first, **BY)
    assign_facilitator(enrolment=enrolment, user=finn, begins_on=first, **BY)
    return Case(world, referral.person, referral, enrolment, finn, mona, build_room(world))
