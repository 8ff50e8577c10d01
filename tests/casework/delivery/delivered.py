"""Somebody with booked sessions and a sentence, and sessions recorded, through actions only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desist.casework.delivery.actions.session_record import Happened, record_session
from desist.casework.delivery.models import SessionRecord
from desist.casework.people.actions import record_sentence
from desist.casework.people.models import Sentence
from desist.casework.planning.models import Appointment
from tests.casework.ground import laid
from tests.casework.people import INSTALLATION, NOON, World
from tests.casework.planning.planned import Case, build_case

MONDAY = date(2026, 3, 2)
DAYS = tuple(MONDAY + timedelta(weeks=week) for week in range(4))


@dataclass
class Course:
    """A case with four booked sessions, the first on the day of ``NOON``."""

    case: Case
    sessions: list[Appointment]

    @property
    def rita(self) -> Any:
        """The practitioner."""
        return self.case.person.practitioner

    @laid
    def sentenced(self, **values: Any) -> Sentence:
        """A community order in England that asks for the programme, unless said otherwise."""
        given = {
            "order": "community_order", "requirement": "programme_requirement", "number": "1",
            "nation": "england", "begins_on": date(2025, 6, 1), "ends_on": date(2028, 5, 31),
            "terminated_on": None, "terminated_because": "", "source": "court",
        } | values  # fmt: skip
        return record_sentence(person=self.case.person, values=given, by=INSTALLATION, at=NOON)

    @laid
    def recorded(
        self, number: int = 1, attendance: str = "complied", *, at: datetime = NOON, **given: Any
    ) -> SessionRecord:
        """Session ``number`` recorded by its facilitator."""
        minutes = 0 if attendance == "absent" else 85
        values = {"attendance": attendance, "minutes": minutes, "engagement": "", "note": ""}
        happened = Happened(values=values, **given)
        appointment = Appointment.objects.get(pk=self.sessions[number - 1].pk)
        return record_session(appointment=appointment, happened=happened, by=self.case.finn, at=at)


@laid
def build_course(world: World) -> Course:
    """Four sessions of an approved plan, a week apart."""
    case = build_case(world)
    return Course(case, case.booked(case.approved(), *DAYS))
