"""One person's course of sessions: what was planned, held, missed and made good, and the dose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from desist.casework.access import about_person, reached, rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.accounts.models import User
from desist.casework.delivery.models import (
    Absence,
    Attendance,
    Covered,
    ExerciseRecord,
    Failure,
    Practice,
    SessionRecord,
    Taken,
    Verdict,
)
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment, AppointmentState, Enrolment, TreatmentPlan
from desist.casework.planning.models.plan import PlanState
from desist.casework.rules.queries import the_catalogue
from desist.programme.curriculum import Programme

MOST = 10
"""How many are shown where they stand among other things."""


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One session as a row: the appointment, its record, and what was to make it good."""

    appointment: Appointment
    record: SessionRecord | None
    catch_ups: Sequence[Sitting] = ()

    @classmethod
    def of(cls, appointment: Appointment, catch_ups: Sequence[Sitting] = ()) -> Sitting:
        """The row of an appointment that was read with its record."""
        record = getattr(appointment, "session_record", None)
        return cls(appointment=appointment, record=record, catch_ups=catch_ups)

    @property
    def absence(self) -> Absence | None:
        """The absence, where somebody did not come."""
        held = getattr(self.record, "absence", None) if self.record else None
        return held if held is not None and held.verdict != Verdict.VOID else None

    @property
    def failure(self) -> Failure | None:
        """What there is to answer, where there is anything."""
        held = getattr(self.record, "failure", None) if self.record else None
        return held if held is not None and held.taken != Taken.VOID else None

    @property
    def made_good(self) -> bool:
        """Whether a catch-up of it was attended."""
        return any(each.record and each.record.attended for each in self.catch_ups)

    @property
    def wants_catch_up(self) -> bool:
        """Whether it was missed, nothing made it good, and nothing is booked to."""
        if self.record is None or self.record.attended or self.appointment.is_catch_up:
            return False
        booked = any(each.appointment.is_upcoming for each in self.catch_ups)
        return not self.made_good and not booked

    @property
    def mark(self) -> str:
        """The state of its dot."""
        if self.record is None:
            cancelled = self.appointment.state == AppointmentState.CANCELLED
            return "cancelled" if cancelled else "planned"
        if self.record.attendance == Attendance.COMPLIED:
            return "attended"
        if self.record.attendance == Attendance.FAILED:
            return "part"
        accepted = self.absence is not None and self.absence.verdict == Verdict.ACCEPTABLE
        return "accepted" if accepted else "absent"


@dataclass(frozen=True, kw_only=True)
class Course:
    """All sessions of one enrolment, and what they add up to. Minutes are those attended."""

    enrolment: Enrolment
    sittings: Sequence[Sitting]
    plan: TreatmentPlan | None

    @property
    def rows(self) -> Iterator[Sitting]:
        """Every session of the plan, each with its catch-ups behind it."""
        for each in self.sittings:
            yield each
            yield from each.catch_ups

    @property
    def held(self) -> int:
        """Sessions of the plan that were recorded."""
        return sum(each.record is not None for each in self.sittings)

    @property
    def attended(self) -> int:
        """Sessions that the person came to, or made good."""
        return sum(
            bool(each.record and each.record.attended) or each.made_good for each in self.sittings
        )

    @property
    def minutes_received(self) -> int:
        """The dose: minutes attended, in catch-ups too."""
        return sum(each.record.minutes for each in self.rows if each.record)

    @property
    def minutes_planned(self) -> int:
        """The dose of the approved plan; of the booked sessions where none is approved."""
        if self.plan is not None:
            return self.plan.minutes
        return sum(each.appointment.minutes for each in self.sittings)

    def next_from(self, day: date) -> Appointment | None:
        """The next session or catch-up from a day on; one that is over waits to be recorded."""
        booked = [each.appointment for each in self.rows if each.appointment.is_upcoming]
        coming = [each for each in booked if each.day >= day]
        return min(coming, key=lambda each: each.begins_at, default=None)


def running_enrolment(actor: Actor, person: Person) -> Enrolment | None:
    """The enrolment that runs; the last where none does."""
    held = rows_about(actor, Enrolment, person).select_related("person", "referral")
    return held.filter(ended_on=None).first() or held.order_by("pk").last()


def course_of(actor: Actor | None, enrolment: Enrolment) -> Course:
    """Everything of one enrolment; two queries however many sessions there are.

    Without an actor: for a judgement, which looks at all there is and shows it to nobody.
    """
    booked = _read(actor, Appointment).filter(enrolment=enrolment)
    standing = booked.exclude(state=AppointmentState.CANCELLED).select_related(
        "room__place", "facilitator", "session_record__absence", "session_record__failure"
    )
    of_the_plan: list[Appointment] = []
    by_missed: dict[int, list[Sitting]] = {}
    for each in standing.order_by("number", "day", "starts"):
        if each.makes_good_id is None:
            of_the_plan.append(each)
        else:
            by_missed.setdefault(each.makes_good_id, []).append(Sitting.of(each))
    sittings = [Sitting.of(each, by_missed.get(each.pk, ())) for each in of_the_plan]
    plans = _read(actor, TreatmentPlan).filter(enrolment=enrolment, state=PlanState.APPROVED)
    return Course(enrolment=enrolment, sittings=sittings, plan=plans.first())


def _read(actor: Actor | None, model: Any) -> QuerySet[Any]:
    return model._base_manager.all() if actor is None else rows(actor, model)


def record_of(actor: Actor, session: Appointment) -> SessionRecord:
    """The record of a session that is known to have one."""
    return rows(actor, SessionRecord).get(appointment=session)


def open_practice(actor: Actor, enrolment: Enrolment) -> list[Practice]:
    """What was set and has not been reviewed, the oldest first."""
    held = rows(actor, Practice).filter(set_in__enrolment=enrolment, done="")
    return list(held.select_related("set_in").order_by("pk"))


def who_may_deliver(enrolment: Enrolment) -> QuerySet[User]:
    """The facilitators who deliver an enrolment, by name."""
    deliver = enrolment.assignments.filter(ended_on=None).values("user")
    return User.objects.filter(pk__in=deliver).order_by("full_name")


def exercises_done(actor: Actor | None, enrolment: Enrolment) -> Mapping[str, str]:
    """How far each exercise was done, by its id; the furthest of all sessions."""
    held = _read(actor, ExerciseRecord).filter(session_record__enrolment=enrolment)
    furthest: dict[str, str] = {}
    order = (Covered.NOT.value, Covered.PART.value, Covered.WHOLE.value)
    for exercise, covered in held.values_list("exercise", "covered"):
        known = furthest.get(exercise, order[0])
        furthest[exercise] = max(known, covered, key=order.index)
    return furthest


def drift_of(actor: Actor, course: Course) -> list[str]:
    """Exercises that sessions held so far were to bring and that are not done yet, in order."""
    done = exercises_done(actor, course.enrolment)
    due = [
        exercise
        for each in course.sittings
        if each.record is not None
        for exercise in each.appointment.exercises
    ]
    return [each for each in dict.fromkeys(due) if done.get(each) != Covered.WHOLE]


def titles_of(enrolment: Enrolment) -> dict[str, str]:
    """The titles of exercises and modules of the programme, by id."""
    programmes = the_catalogue().of_kind(Programme)
    version = (enrolment.programme, enrolment.programme_version)
    found = next((each for each in programmes if (each.id, each.version) == version), None)
    if found is None:
        return {}
    named: Sequence[Any] = (*found.module, *found.exercise)
    return {each.id: each.title for each in named}


@reached(Appointment, "delivery.record")
def unrecorded_by(
    held: QuerySet[Appointment], *, led_by: int, until: date
) -> QuerySet[Appointment]:
    """The first sessions with one person that somebody led and nobody has recorded."""
    held = held.filter(
        facilitator=led_by,
        day__lte=until,
        session_record=None,
        group_session=None,
        enrolment__ended_on=None,
    )
    related = held.select_related("enrolment__person", "plan", "room__place")
    return related.order_by("day", "starts", "pk")[: MOST + 1]


@about_person(Appointment)
def sessions_of(held: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Sessions of the enrolment that runs, and those that make one good, each with its record."""
    held = held.filter(enrolment__ended_on=None).exclude(state=AppointmentState.CANCELLED)
    related = held.select_related("session_record__absence", "session_record__failure")
    return related.order_by("number", "day")
