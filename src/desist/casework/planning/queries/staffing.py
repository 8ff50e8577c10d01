"""Whether a session may be held by one member of staff: what the dated rule says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from desist.casework.accounts.models import User
from desist.casework.concerns.queries import is_staff_threatened
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment, Enrolment
from desist.casework.planning.models.appointment import UPCOMING
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.staffing_rule import SessionCircumstances, StaffingGround, StaffingRule


class Session(Protocol):
    """An appointment or a catch-up: what is looked at of it."""

    day: date
    starts: time
    enrolment: Enrolment

    @property
    def ends_at(self) -> datetime:
        """The instant at which it ends, in local time."""

    @property
    def facilitators(self) -> Sequence[User]:
        """Who delivers it."""


class TwoNeeded(ValueError):
    """Nobody may hold this session alone: ``grounds`` say why."""

    def __init__(self, grounds: tuple[StaffingGround, ...]) -> None:
        super().__init__("; ".join(each.title for each in grounds))
        self.grounds = grounds


def check_staffing(session: Session) -> None:
    """Let a session through that so many may hold.

    Raises:
        TwoNeeded: one is named, and nobody may hold it alone.
    """
    grounds = grounds_for_two(session)
    if grounds:
        raise TwoNeeded(grounds)


def grounds_for_two(session: Session) -> tuple[StaffingGround, ...]:
    """Why nobody may hold this session alone; empty where somebody may, or two are named."""
    rule = _rule_on(session.day)
    if rule is None or len(session.facilitators) > 1:
        return ()
    threat = is_staff_threatened(session.enrolment.person)
    return rule.grounds(_circumstances(session, threat=threat))


def held_alone_against_the_rule(person: Person) -> list[Appointment]:
    """The sessions to come of one person that one member of staff is to hold, and may not."""
    held = Appointment._base_manager.filter(enrolment__person=person, enrolment__ended_on=None)
    coming = held.filter(state__in=UPCOMING, co_facilitator=None).order_by("day", "starts")
    threat = is_staff_threatened(person)
    return [
        each
        for each in coming
        if (rule := _rule_on(each.day)) and rule.grounds(_circumstances(each, threat=threat))
    ]


def _circumstances(session: Session, *, threat: bool) -> SessionCircumstances:
    begins, ends = session.starts, session.ends_at.time()
    return SessionCircumstances(format="individual", begins=begins, ends=ends, threat=threat)


def _rule_on(day: date) -> StaffingRule | None:
    """The rule in force; it is procedure and judges nobody."""
    held = the_catalogue().all_in_force(StaffingRule, on=day, adoptions=EVERYTHING)
    return next(iter(held), None)
