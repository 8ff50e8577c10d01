"""Whether a session may be held by one member of staff: what the dated rule says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from desist.casework.concerns.queries import is_staff_threatened
from desist.casework.people.models import Person
from desist.casework.planning.models import Appointment
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.staffing_rule import SessionCircumstances, StaffingGround, StaffingRule


class TwoNeeded(ValueError):
    """Nobody may hold this session alone: ``grounds`` say why."""

    def __init__(self, grounds: tuple[StaffingGround, ...]) -> None:
        super().__init__("; ".join(each.title for each in grounds))
        self.grounds = grounds


def check_staffing(person: Person, sessions: Sequence[Appointment]) -> None:
    """Let sessions with somebody through that so many may hold.

    Raises:
        TwoNeeded: one of them names one member of staff, and nobody may hold it alone.
    """
    for _session, grounds in held_alone(person, sessions):
        raise TwoNeeded(grounds)


def held_alone(
    person: Person, sessions: Sequence[Appointment]
) -> list[tuple[Appointment, tuple[StaffingGround, ...]]]:
    """Those sessions that name one member of staff and that nobody may hold alone, with why."""
    alone = [each for each in sessions if len(each.facilitators) == 1]
    threat = bool(alone) and is_staff_threatened(person)
    found = [(each, _grounds(each, threat=threat)) for each in alone]
    return [(each, grounds) for each, grounds in found if grounds]


def _grounds(session: Appointment, *, threat: bool) -> tuple[StaffingGround, ...]:
    rule, begins, ends = _rule_on(session.day), session.starts, session.ends_at.time()
    if rule is None:
        return ()
    circumstances = {"begins": begins, "ends": ends, "threat": threat}
    format_: Literal["individual", "group"] = "group" if session.is_shared else "individual"
    return rule.grounds(SessionCircumstances(format=format_, **circumstances))


def _rule_on(day: date) -> StaffingRule | None:
    """The rule in force; it is procedure and judges nobody."""
    held = the_catalogue().all_in_force(StaffingRule, on=day, adoptions=EVERYTHING)
    return next(iter(held), None)
