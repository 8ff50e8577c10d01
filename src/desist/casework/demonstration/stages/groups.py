"""Groups for the demonstration: one a region under way, one that is being formed, who waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from desist.casework.accounts.models import User
from desist.casework.delivery.actions.register import Mark, NoteTyped, keep_register
from desist.casework.delivery.models import SessionRecord
from desist.casework.demonstration.journey import Journey
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.delivery import (
    answer_for,
    decide_on_absence,
    happened_in,
)
from desist.casework.demonstration.stages.planning import draft_and_approve, formulate
from desist.casework.groups.actions.group import form_group
from desist.casework.groups.actions.membership import join_group
from desist.casework.groups.actions.session import book_meetings
from desist.casework.groups.actions.way import say_way
from desist.casework.groups.models import GroupSession, ProgrammeGroup
from desist.casework.groups.queries.proposal import propose_meetings
from desist.casework.people.actions import put_on_caseload
from desist.casework.planning.actions.enrolment import enrol
from desist.casework.planning.actions.place import add_place, add_room
from desist.casework.planning.models import Appointment, Enrolment, Room
from desist.casework.planning.queries.proposal import pace_of
from desist.casework.referrals.models import Status

NAMES = ("NW-14", "NE-6", "S-3", "M-9")
SIZE, FEWEST = 7, 6
"""How many sit in a group, and how many there must be for one."""
READY = 70
"""Days since somebody's programme could begin, for whoever sits in a group that is under way."""
AGO = timedelta(days=60)
"""How long ago such a group met first."""
EVENING, LATER = time(17, 30), time(18, 30)
FORMING = {
    "a_week": 1,
    "meets": "monday_evening tuesday_evening wednesday_evening thursday_evening friday_evening",
}
"""What is otherwise in a group that is being formed: it meets on whichever evening suits all."""
WHY = "Asked to begin with this group, and arranged it with work."
SHARED = (
    "A lively session; the break came at the right time.",
    "Quiet at first. The second exercise brought more out.",
    "Two had done their practice, and the others asked them how.",
    "",
    "",
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who is to sit together, and who leads: two facilitators of the region."""

    members: tuple[Journey, ...]
    leaders: tuple[User, User]


def choose_members(
    made: Seed, taken: Sequence[Journey], *, before_planning: int
) -> Mapping[int, Plan]:
    """For each region with enough people who are on the programme, who sits in its group."""
    chosen = {}
    for region in made.managers:
        here = [each for each in taken if each.person.team.unit.region_id == region]
        ready = [
            each
            for each in here
            if each.bound == Status.ON_PROGRAMME
            and (made.now - each.arrived).days - before_planning >= READY
        ]
        leaders = list(dict.fromkeys(each.facilitator for each in here))
        if len(ready) >= FEWEST and len(leaders) > 1:
            chosen[region] = Plan(members=tuple(ready[:SIZE]), leaders=(leaders[0], leaders[1]))
    return chosen


def groups_stage(made: Seed, chosen: Mapping[int, Plan], waiting: Sequence[Journey]) -> int:
    """Form the groups, hold their sessions until yesterday; how many were recorded."""
    held = 0
    for number, (region, plan) in enumerate(chosen.items()):
        manager, at = made.managers[region], made.now - AGO - timedelta(days=7)
        room = _room(plan, manager, at)
        group = _form(NAMES[number], plan, manager, room, made.now - AGO, at)
        for each in plan.members:
            enrolment = _enrol(made, each, at)
            if enrolment is not None:
                given = {"group": group, "because": "", "by": manager, "at": at}
                join_group(enrolment=enrolment, on=group.begins_on, **given)
        _book(group, plan, at)
        held += _hold(made, group, {e.person.pk: e for e in plan.members})
        here = [each for each in waiting if each.person.team.unit.region_id == region]
        enrolled = [_take_on(made, each, room) for each in here[:: 1 if number == 0 else 2]]
        if number == 0:
            begun = made.now + timedelta(days=21)
            fresh = _form("NW-15", plan, manager, room, begun, made.now, **FORMING)
            for enrolment in [each for each in enrolled if each is not None][:2]:
                given = {"group": fresh, "because": WHY, "by": manager, "at": made.now}
                join_group(enrolment=enrolment, on=fresh.begins_on, **given)
    return held


def _room(plan: Plan, manager: User, at: datetime) -> Room:
    unit = plan.members[0].person.team.unit
    place = add_place(unit=unit, name="Corn Hall", by=manager, at=at)
    values = {"name": "Group room", "capacity": 12, "step_free": True, "hearing_loop": True}
    return add_room(place=place, values=values, by=manager, at=at)


def _form(
    name: str,
    plan: Plan,
    manager: User,
    room: Room,
    begins: datetime,
    at: datetime,
    **otherwise: Any,
) -> ProgrammeGroup:
    first, second = plan.leaders
    referral = plan.members[0].referral
    values = {
        "name": name,
        "programme": referral.programme if referral else "",
        "programme_version": referral.programme_version if referral else 0,
        "format": "group",
        "cohort": "sexual",
        "nation": "england",
        "begins_on": begins.date(),
        "meets": "tuesday_evening thursday_evening",
        "a_week": 2,
        "seats": 10,
        "room": room,
        "facilitator": first,
        "co_facilitator": second,
    }
    return form_group(unit=room.place.unit, values=values | otherwise, by=manager, at=at)


def _enrol(made: Seed, journey: Journey, at: datetime) -> Enrolment | None:
    """Somebody with a plan for the group format; None where none could be made."""
    referral = journey.referral
    if referral is None:
        return None
    formulate(made, referral, journey.facilitator, at)
    given = {"begins_on": at.date(), "by": journey.manager, "at": at}
    enrolment = enrol(referral=referral, format="group", **given)
    people = (journey.facilitator, journey.manager)
    plan = draft_and_approve(made, enrolment, *people, at, certain=True)
    return enrolment if plan is not None else None


def _take_on(made: Seed, journey: Journey, room: Room) -> Enrolment | None:
    """Let somebody wait for a group, with a plan; None where none could be made."""
    at = made.now - timedelta(days=9)
    given = {"begins_on": at.date(), "by": journey.manager, "at": at}
    put_on_caseload(person=journey.person, user=journey.facilitator, **given)
    minutes = made.dice.randrange(10, 50)
    say_way(person=journey.person, place=room.place, minutes=minutes, by=journey.manager, at=at)
    return _enrol(made, journey, at)


def _book(group: ProgrammeGroup, plan: Plan, at: datetime) -> None:
    pace = pace_of(group.programme, group.format, on=at.date())
    if pace is None:
        return
    first, second = plan.leaders
    wishes = {
        "first_on": group.begins_on,
        "weekdays": "1 3",
        "starts": EVENING,
        "or_starts": LATER,
        "a_week": "2",
        "facilitator": first,
        "co_facilitator": second,
        "room": group.room,
    }
    proposed = propose_meetings(group, wishes, pace=pace)
    book_meetings(group=group, sessions=proposed.sessions, by=first, at=at)


def _hold(made: Seed, group: ProgrammeGroup, journeys: Mapping[int, Journey]) -> int:
    """Keep the register of every session that is over; the newest waits to be recorded."""
    over = list(group.sessions.filter(day__lt=made.now.date()).order_by("number"))[:-1]
    for session in over:
        _keep(made, session, journeys)
    return len(over)


def _keep(made: Seed, session: GroupSession, journeys: Mapping[int, Journey]) -> None:
    parts = Appointment.objects.filter(group_session=session.public_id)
    related = list(parts.select_related("enrolment__person__practitioner").order_by("pk"))
    marks = [
        Mark(
            appointment=part,
            read_version=0,
            happened=happened_in(made, journeys[part.enrolment.person_id], part, ()),
        )
        for part in related
    ]
    said = made.dice.choice(SHARED)
    note = NoteTyped(text=said, read_version=0) if said else None
    at = min(session.ends_at + timedelta(minutes=25), made.now)
    keep_register(session=session, marks=marks, note=note, by=session.facilitator, at=at)
    for record in SessionRecord.objects.filter(appointment__in=parts):
        part = next(each for each in related if each.pk == record.appointment_id)
        if not record.attended:
            decide_on_absence(made, record, part)
        answer_for(made, record, at)
