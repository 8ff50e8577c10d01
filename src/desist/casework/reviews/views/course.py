"""One person's reviews on one page: the line, what was decided, feedback and complaints."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, note_reading, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.delivery.queries.course import running_enrolment
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.actions.review import call_review
from desist.casework.reviews.forms.review import CallForm
from desist.casework.reviews.models import ModuleFeedback, ReviewStep
from desist.casework.reviews.policy import PARTIES
from desist.casework.reviews.queries.feedback import (
    complaints_of,
    feedback_of,
    modules_of,
    subjects_on,
)
from desist.casework.reviews.queries.point import line_of
from desist.casework.reviews.queries.review import open_steps


@route(roles=CASE_ROLES)
def course(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The reviews of the enrolment that runs, or of the last one."""
    person = fetch(request.user, Person, person_id, related=("team__unit__region", "practitioner"))
    today, actor = timezone.localdate(), request.user
    enrolment = running_enrolment(actor, person)
    context = {
        "person": person,
        "today": today,
        "enrolment": enrolment,
        "complaints": complaints_of(actor, person),
        "subjects": subjects_on(today),
        "may_complain": may(actor, "reviews.complain", person),
    }
    if enrolment is not None:
        reads = "what" in readable(actor, ReviewStep)
        hears = "words" in readable(actor, ModuleFeedback)
        context |= {
            "line": line_of(actor, enrolment, on=today),
            "steps": open_steps(actor, enrolment) if reads else [],
            "reads": reads,
            "feedback": feedback_of(actor, enrolment) if hears else [],
            "modules": modules_of(enrolment),
            "hears": hears,
            "may_call": may(actor, "reviews.call", enrolment),
            "may_feed_back": may(actor, "reviews.feed_back", enrolment),
        }
    note_reading("reviews.course", [person.reference])
    return render(request, "reviews/course.html", context)


@route(roles=PARTIES)
def call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a review that no point brings."""
    found = fetch(
        request.user, Enrolment, public_id, "reviews.call", related=("person__team__unit",)
    )
    form = CallForm(request.POST or None, actor=request.user)
    form.fields["due_on"].earliest = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        review = call_review(
            enrolment=found,
            because=form.values["called_because"],
            due_on=form.values["due_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The review is called."))
        return redirect("reviews:review", review.public_id)
    context = {"form": form, "person": found.person, "today": timezone.localdate()}
    return render(request, "reviews/call.html", context)
