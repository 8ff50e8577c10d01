"""Somebody whose course is reviewed, built through actions only."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.reviews.actions.review import call_review
from desist.casework.reviews.models import Review
from tests.casework.delivery.delivered import DAYS, Course
from tests.casework.ground import laid
from tests.casework.people import NOON, World
from tests.casework.planning.planned import build_case

OF_FOUR = {"plan": {"sessions": 4, "minutes": 360}}


class Reviewed(Course):
    """A course of four sessions, of which the first share of points is reached by the second."""

    def called(self, **given: Any) -> Review:
        """A review that the practitioner asks for."""
        values = {"because": "He asks for it", "due_on": date(2026, 3, 16)} | given
        return call_review(enrolment=self.case.enrolment, **values, by=self.rita, at=NOON)


@laid
def build_reviewed(world: World) -> Reviewed:
    """Four sessions, a week apart."""
    case = build_case(world)
    return Reviewed(case, case.booked(case.approved(OF_FOUR), *DAYS))
