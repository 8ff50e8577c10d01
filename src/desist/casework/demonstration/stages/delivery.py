"""Delivery for the demonstration: sessions of many months, absences, failures, catch-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from desist.casework.delivery.actions.absence import answer_failure, decide_absence
from desist.casework.delivery.actions.catch_up import book_catch_up
from desist.casework.delivery.actions.session_record import Happened, record_session
from desist.casework.delivery.models import Absence, Failure, Practice, SessionRecord
from desist.casework.demonstration.journey import LEFT, Journey
from desist.casework.demonstration.seed import Seed
from desist.casework.demonstration.stages.referrals import move
from desist.casework.planning.actions.appointment import RequirementLapsed
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.models import Appointment
from desist.casework.referrals.models import Status

NOTES = (
    "Arrived on time and had done what was agreed.",
    "Tired after a night shift; a break helped.",
    "Worked through the exercise with examples of their own.",
    "Found the second part hard; we come back to it next time.",
    "Asked how others manage evenings alone.",
    "",
    "",
)
TASKS = (
    "A diary of evenings for one week.",
    "Telephone somebody twice this week.",
    "Write down three times when the plan was used.",
    "Ask at the leisure centre about the walking group.",
    "Practise the breathing exercise once a day.",
)
EXCUSES = (
    ("illness", "A fit note was seen."),
    ("work", "The employer confirmed the shift by telephone."),
    ("travel", "The line was closed that afternoon."),
    ("appointment", "A hospital letter was seen."),
)
SAID = ("He was asked about it and the warning was read out.", "Sent by letter and explained.")
ABSENT, FAILED, ACCEPTED, CAUGHT_UP = 0.1, 0.02, 0.7, 0.7
"""Shares: of sessions missed, or without compliance; of absences accepted; of those made good."""
SHORT = 90
"""Minutes: a longer catch-up begins earlier, to be over while others are about."""
FRESH = timedelta(days=6)
"""What is younger is not decided on yet."""


def delivery_stage(made: Seed, journeys: Sequence[Journey]) -> int:
    """Record the sessions that these people have had until yesterday; how many."""
    count = 0
    for journey in journeys:
        held = Appointment.objects.filter(
            enrolment__referral=journey.referral, day__lt=made.now.date()
        )
        sessions = list(held.select_related("enrolment__person__practitioner").order_by("number"))
        if not sessions:
            continue
        first = sessions[0]
        begun = {"by": journey.facilitator, "at": first.ends_at}
        move(first.enrolment.referral, Status.ON_PROGRAMME, "", **begun)
        _course(made, journey, sessions)
        count += len(sessions)
    return count


def _course(made: Seed, journey: Journey, sessions: Sequence[Appointment]) -> None:
    """One person's sessions in order; the newest of a few still waits to be recorded."""
    if journey.bound == Status.ON_PROGRAMME and made.dice.random() < 0.15:
        sessions = sessions[:-1]
    open_tasks: list[Practice] = []
    for appointment in sessions:
        happened = happened_in(made, journey, appointment, open_tasks)
        at = min(appointment.ends_at + timedelta(minutes=25), made.now)
        by = {"by": appointment.facilitator, "at": at}
        record = record_session(appointment=appointment, happened=happened, **by)
        if happened.practice:
            open_tasks = list(Practice.objects.filter(set_in=record))
        elif happened.reviewed:
            open_tasks = []
        if not record.attended:
            decide_on_absence(made, record, appointment)
        answer_for(made, record, at)


def happened_in(
    made: Seed, journey: Journey, appointment: Appointment, open_tasks: Sequence[Practice]
) -> Happened:
    """What happened in one session, by the dice."""
    dice, lot = made.dice, made.dice.random()
    absent, failed = (0.35, 0.05) if journey.bound in LEFT else (ABSENT, FAILED)
    if lot < absent:
        return Happened(values={"attendance": "absent", "minutes": 0})
    complied = lot > absent + failed
    short = 0 if dice.random() < 0.85 else 15
    engagement = dice.choice(("present", "taking_part", "taking_part", "leading"))
    covered = dice.choices(("whole", "part", "not"), (85, 12, 3))[0]
    task = dice.choice(TASKS) if dice.random() < 0.4 else ""
    done = dice.choices(("done", "part", "not_done"), (60, 25, 15))[0]
    return Happened(
        values={
            "attendance": "complied" if complied else "failed_to_comply",
            "minutes": appointment.minutes - short,
            "engagement": engagement if complied else "withdrawn",
            "note": dice.choice(NOTES) if complied else "Left after a quarter of an hour.",
        },
        exercises=[(each, covered, "") for each in appointment.exercises],
        practice=task,
        reviewed=[(each, done) for each in open_tasks],
    )


def decide_on_absence(made: Seed, record: SessionRecord, missed: Appointment) -> None:
    """Decide on an absence a few days later, and make good most that were accepted."""
    dice, absence = made.dice, Absence.objects.get(session_record=record)
    at = missed.ends_at + timedelta(days=dice.randrange(1, 4))
    if at > made.now - FRESH:
        return
    accepted = dice.random() < ACCEPTED
    excuse, evidence = dice.choice(EXCUSES) if accepted else ("none", "")
    decide_absence(
        absence=absence,
        read_version=absence.version,
        verdict="acceptable" if accepted else "unacceptable",
        excuse=excuse,
        evidence=evidence,
        by=missed.enrolment.person.practitioner,
        at=at,
    )
    if accepted and dice.random() < CAUGHT_UP:
        _catch_up(made, record, missed, at)


def answer_for(made: Seed, record: SessionRecord, at: datetime) -> None:
    """What the law of the order offers first, a few days later."""
    failure = Failure.objects.filter(session_record=record).exclude(taken="void").first()
    later = at + timedelta(days=made.dice.randrange(3, 8))
    if failure is None or later > made.now - FRESH:
        return
    choices = [str(each) for each in failure.choices]
    answer_failure(
        failure=failure,
        read_version=failure.version,
        taken="warn" if "warn" in choices else (choices or ["not_done"])[0],
        taken_on=later.date(),
        words=made.dice.choice(SAID),
        by=record.enrolment.person.practitioner,
        at=later,
    )


def _catch_up(made: Seed, record: SessionRecord, missed: Appointment, at: datetime) -> None:
    """In the afternoon of a day soon after; recorded where that day is over."""
    day = at.date() + timedelta(days=made.dice.randrange(2, 6))
    values = {
        "day": day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0),
        "starts": time(16, 15) if missed.minutes <= SHORT else time(15, 45),
        "minutes": missed.minutes,
        "room": missed.room,
        "facilitator": missed.facilitator,
    }
    try:
        catch_up: Appointment = book_catch_up(
            record=record, values=values, by=missed.facilitator, at=at
        )
    except (TimeTaken, RequirementLapsed):
        return
    if catch_up.day >= made.now.date():
        return
    happened = Happened(
        values={"attendance": "complied", "minutes": missed.minutes, "note": "Made good."},
        exercises=[(each, "whole", "") for each in missed.exercises],
    )
    later = {"by": missed.facilitator, "at": catch_up.ends_at}
    record_session(appointment=catch_up, happened=happened, **later)
