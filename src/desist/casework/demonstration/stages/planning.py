"""Plans for the demonstration: formulations, enrolments, plans at every stage, booked sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from desist.casework.accounts.models import User
from desist.casework.demonstration.seed import Seed
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.enrolment import assign_facilitator, enrol
from desist.casework.planning.actions.formulation import write_formulation
from desist.casework.planning.actions.place import add_place, add_room, record_leave
from desist.casework.planning.actions.plan import approve_plan, draft_plan, send_for_approval
from desist.casework.planning.actions.support import book_support
from desist.casework.planning.models import (
    NEEDS,
    Account,
    Appointment,
    AppointmentState,
    Enrolment,
    Room,
    TreatmentPlan,
)
from desist.casework.planning.queries.adjustment import needed_by
from desist.casework.planning.queries.proposal import pace_of, propose
from desist.casework.planning.queries.recommendation import NO_WISHES, content_of, recommended_for
from desist.casework.referrals.models import Referral

PLACES = ("Mill House", "Old Exchange", "Station Road Centre")
SETTINGS = (
    "Lived alone after a move\nWorked nights",
    "Out of work since the spring\nFew people to talk to",
    "Long hours on call, little sleep",
)
FEELINGS = ("Lonely most evenings", "Low and restless", "Tense, with nowhere to put it")
STRENGTHS = ("Keeps appointments\nCooks for others", "Has kept a job for ten years")
GOODS = ("inner-peace relatedness", "excellence-in-work community", "creativity")
PROTECTIVE = ("settled-home wants-change", "work-or-learning asks-for-help")
TODAY, SATURDAY = 0.35, 5
LONG = timedelta(days=200)
"""Whoever began longer ago came twice a week, and is through by now."""
SENT, APPROVED = 0.9, 0.8
"""Shares of the plans drafted that are sent, and of those sent that are approved."""

Planned = tuple[Referral, User, User, int, int]
"""Whom to plan for, who delivers, the manager of the place, how many days ago the programme began,
and how many sessions are booked at most (for somebody who left)."""
BEGUN = 9
"""Whoever began more days ago has an approved plan; so has the first of the others."""


def planning_stage(made: Seed, cases: Sequence[Planned]) -> int:
    """Enrol these people individually and plan for them; how many have their sessions booked."""
    rooms: dict[int, Room] = {}
    for _team, _referrers, facilitator in made.teams:
        _leave(made, facilitator)
    booked = fresh = 0
    for referral, facilitator, manager, days, most in cases:
        at = made.now - timedelta(days=days)
        fresh += days <= BEGUN
        formulate(made, referral, facilitator, at)
        enrolment = _enrol(referral, facilitator, manager, at)
        plan = draft_and_approve(
            made, enrolment, facilitator, manager, at, certain=days > BEGUN or fresh == 1
        )
        if plan is not None:
            room = room_of(rooms, referral, manager, at)
            _book(made, plan, facilitator, room, at, most)
            booked += 1
    return booked


def _leave(made: Seed, facilitator: User) -> None:
    first = made.now.date() + timedelta(days=made.dice.randrange(10, 90))
    last = first + timedelta(days=made.dice.randrange(4, 12))
    record_leave(user=facilitator, first_on=first, last_on=last, by=facilitator, at=made.now)


def away_stage(made: Seed) -> int:
    """The first facilitator with sessions ahead is away on their next day; how many it has."""
    held = Appointment.objects.filter(state=AppointmentState.PLANNED, day__gt=made.now.date())
    next_one = held.select_related("facilitator").order_by("facilitator", "day").first()
    if next_one is None:
        return 0
    user, day = next_one.facilitator, next_one.day
    record_leave(user=user, first_on=day, last_on=day, by=user, at=made.now)
    return held.filter(facilitator=user, day=day).count()


def formulate(made: Seed, referral: Referral, facilitator: User, at: datetime) -> None:
    """Write somebody's formulation."""
    dice = made.dice
    values = {
        "form": Account.WITHOUT,
        "setting": dice.choice(SETTINGS),
        "feeling": dice.choice(FEELINGS),
        "strength": dice.choice(STRENGTHS),
        "goods": dice.choice(GOODS),
        "protective": dice.choice(PROTECTIVE),
    }
    if dice.random() < 0.6:
        values |= {
            "form": Account.WITH,
            "trigger": "An argument, then an evening alone",
            "thought": "“It harms nobody if I only look”",
            "behaviour": "searching viewing saving",
            "immediate_consequence": "Relief for an hour",
            "later_consequence": "Shame, less sleep, more distance",
            "need_met": "Calm and escape",
        }
    write_formulation(referral=referral, values=values, by=facilitator, at=at)


def _enrol(referral: Referral, facilitator: User, manager: User, at: datetime) -> Enrolment:
    given = {"begins_on": at.date(), "by": manager, "at": at}
    enrolment = enrol(referral=referral, format="individual", **given)
    assign_facilitator(enrolment=enrolment, user=facilitator, **given)
    return enrolment


def draft_and_approve(
    made: Seed,
    enrolment: Enrolment,
    facilitator: User,
    manager: User,
    at: datetime,
    *,
    certain: bool,
) -> TreatmentPlan | None:
    """The approved plan, or None where it has not come so far."""
    known = recommended_for(enrolment, on=at.date())
    planned = known.planned()
    if planned.plan is None:
        return None
    content = content_of(known, planned, NO_WISHES, on=at.date())
    plan = draft_plan(enrolment=enrolment, content=content, by=facilitator, at=at)
    if made.dice.random() > SENT and not certain:
        return None
    soon = at + timedelta(hours=2)
    send_for_approval(plan=plan, read_version=1, by=facilitator, at=soon)
    if made.dice.random() > APPROVED and not certain:
        return None
    return approve_plan(plan=plan, read_version=2, by=manager, at=at + timedelta(days=1))


def room_of(rooms: dict[int, Room], referral: Referral, manager: User, at: datetime) -> Room:
    """A room in the delivery unit of a person's team; made when it is first needed."""
    unit = referral.person.team.unit
    if unit.pk not in rooms:
        by = {"by": manager, "at": at}
        place = add_place(unit=unit, name=PLACES[len(rooms) % len(PLACES)], **by)
        values = {
            "name": f"Room {len(rooms) + 1}",
            "capacity": 6,
            "step_free": len(rooms) % 3 != 2,
            "hearing_loop": len(rooms) % 2 == 0,
        }
        rooms[unit.pk] = add_room(place=place, values=values, **by)
    return rooms[unit.pk]


def _book(
    made: Seed, plan: TreatmentPlan, facilitator: User, room: Room, at: datetime, most: int
) -> None:
    enrolment = plan.enrolment
    pace = pace_of(enrolment.programme, enrolment.format, on=at.date())
    if pace is None:
        return
    wishes = {
        "first_on": at.date() + timedelta(days=7),
        "weekdays": _weekdays(made),
        "starts": made.dice.choice((time(9, 30), time(11), time(13), time(14, 30))),
        "or_starts": time(16, 15),
        "any_time": True,
        "a_week": "2" if plan.enrolment.begins_on < made.now.date() - LONG else "1",
        "facilitator": facilitator,
        "co_facilitator": None,
        "room": room,
    }
    nation = enrolment.referral.nation
    proposed = propose(plan, wishes, pace=pace, nation=nation)
    if proposed.longest_gap:
        proposed = propose(plan, wishes | {"weekdays": "0 1 2 3 4"}, pace=pace, nation=nation)
    given = {"enrolment": enrolment, "plan": plan, "sessions": proposed.sessions[:most]}
    book_appointments(**given, by=facilitator, at=at + timedelta(days=2))
    _support(made, enrolment, facilitator)


def _support(made: Seed, enrolment: Enrolment, facilitator: User) -> None:
    """Who is needed is booked for the very next session, and not yet for those after it."""
    needed = needed_by(enrolment.person).intersection(NEEDS)
    coming = enrolment.appointments.filter(day__gte=made.now.date()).order_by("day")
    for need in sorted(needed):
        for each in coming[:1]:
            given = {"appointment": each, "need": need, "booked": "Northern Interpreting"}
            book_support(**given, by=facilitator, at=made.now)


def _weekdays(made: Seed) -> str:
    """Any two days; for a third the weekday on which the demonstration is made."""
    today = made.now.weekday()
    if made.dice.random() < TODAY and today < SATURDAY:
        return str(today)
    return made.dice.choice(("0 2", "1 3", "1 4", "0 3"))
