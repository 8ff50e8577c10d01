"""One person's sessions on one page: dose, dots, absences, practice, what is behind the plan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import fetch, may, note_reading, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.queries import has_agreed
from desist.casework.delivery.models import Practice
from desist.casework.delivery.policy import FAILURE_READERS
from desist.casework.delivery.queries.course import (
    Course,
    course_of,
    drift_of,
    open_practice,
    running_enrolment,
    titles_of,
)
from desist.casework.groups.queries.group import seat_of
from desist.casework.people.models import Person
from desist.casework.planning.queries.kept_place import has_place
from desist.casework.planning.queries.staffing import held_alone


@route(roles=CASE_ROLES)
def course(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every session of the enrolment that runs, or of the last one."""
    person = fetch(request.user, Person, person_id, related=("team__unit__region", "practitioner"))
    enrolment = running_enrolment(request.user, person)
    context = {"person": person, "today": timezone.localdate(), "course": None}
    if enrolment is None:
        return render(request, "delivery/course.html", context)
    found = course_of(request.user, enrolment)
    note_reading("delivery.course", [enrolment.reference, person.reference])
    may_record = may(request.user, "delivery.record", enrolment)
    reads_practice = "what" in readable(request.user, Practice)
    context |= {
        "course": found,
        "titles": titles_of(enrolment),
        "drift": drift_of(request.user, found),
        "practice": open_practice(request.user, enrolment) if reads_practice else [],
        "may_record": may_record,
        "may_book": may_record and has_place(enrolment.referral),
        "may_decide": may(request.user, "delivery.decide", enrolment),
        "has_agreed": has_agreed(person),
        "alone": _alone(person, found),
        "seat": seat_of(request.user, enrolment),
        "reads_failures": request.user.standing.holds(*FAILURE_READERS),
    }
    return render(request, "delivery/course.html", context)


def _alone(person: Person, found: Course) -> set[int]:
    """The sessions to come that name one member of staff and that nobody may hold alone."""
    coming = [each.appointment for each in found.rows if each.appointment.is_upcoming]
    return {each.pk for each, _why in held_alone(person, coming)}
