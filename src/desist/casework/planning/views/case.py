"""Where planning stands for one person, enrolling them, and who delivers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, may, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import staff_holding
from desist.casework.people.models import Person
from desist.casework.planning.actions.enrolment import assign_facilitator, enrol
from desist.casework.planning.forms.enrolment import AssignmentForm, EnrolmentForm
from desist.casework.planning.models import Enrolment, TreatmentPlan
from desist.casework.planning.policy import BOOKERS, KEEPERS
from desist.casework.planning.queries.case import assess
from desist.casework.planning.queries.kept_place import has_place
from desist.casework.planning.queries.overview import Overview, overview_of
from desist.casework.planning.queries.staffing import held_alone
from desist.casework.planning.queries.step import next_step
from desist.casework.planning.queries.summary import Dot, dots_of
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.models import Referral
from desist.casework.referrals.programme import titles
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import words_of

RELATED = ("person__team__unit",)


@route(roles=CASE_ROLES)
def case(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Formulation, plan and sessions of somebody, and what to do next."""
    person = fetch(request.user, Person, person_id, related=("team__unit",))
    found = overview_of(request.user, person)
    enrolment, referral = found.enrolment, found.referral
    context = {
        "person": person,
        "today": timezone.localdate(),
        "overview": found,
        "programme": titles().get(referral.programme, "") if referral else "",
        "reads_clinical": "content" in readable(request.user, TreatmentPlan),
        "next": next_step(request.user, found),
        "dots": _dots(found),
        "alone": _alone(found),
        "may_book": request.user.standing.holds(*BOOKERS),
        "may_keep": request.user.standing.holds(*KEEPERS),
        "may_assign": enrolment is not None
        and has_place(enrolment.referral)
        and may(request.user, "planning.assign", enrolment),
        "may_formulate": bool(referral) and may(request.user, "planning.formulate", referral),
    }
    return render(request, "planning/case.html", context)


def _alone(found: Overview) -> list[Any]:
    """The sessions to come that nobody may hold alone, and that name one member of staff."""
    if found.enrolment is None or found.enrolment.ended_on:
        return []
    coming = [each for each in found.appointments if each.is_upcoming]
    return [each for each, _why in held_alone(found.enrolment.person, coming)]


def _dots(found: Overview) -> list[Dot]:
    if found.approved is None:
        return []
    return list(dots_of(found.approved, found.appointments, on=timezone.localdate()))


@route(roles=BOOKERS)
def begin_enrolment(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Enrol somebody in a format; what rules a format out is shown, not decided."""
    referral = fetch(request.user, Referral, referral_id, "planning.enrol", related=RELATED)
    today = timezone.localdate()
    judged = assess(referral, on=today).format
    initial = {"begins_on": today, "format": judged.format}
    form = EnrolmentForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = {"by": request.user, "at": timezone.now()}
        try:
            enrol(referral=referral, **form.values, **done)
            messages.success(request, _("Enrolled."))
        except IntegrityError:
            messages.warning(request, _("Somebody else enrolled them just now."))
        except StaleVersion:
            messages.warning(request, _("They are not found suitable yet, or no longer."))
        return redirect("planning:of", referral.person.public_id)
    context = {
        "form": form,
        "referral": referral,
        "record": judged.decision.as_record(words_of(the_catalogue()).reason),
        "reads_clinical": "content" in readable(request.user, TreatmentPlan),
        "person": referral.person,
        "today": today,
    }
    return render(request, "planning/enrol.html", context)


@route(roles={Role.MANAGER})
def assign(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who delivers."""
    enrolment = fetch(
        request.user, Enrolment, public_id, "planning.assign", related=("person__team__unit",)
    )
    today = timezone.localdate()
    form = AssignmentForm(request.POST or None, actor=request.user)
    form.fields["user"].offer(staff_holding(Role.FACILITATOR, on=today), blank=_("Choose"))
    if request.method == "POST" and form.is_valid():
        _assign(request, enrolment, form.values["user"])
        return redirect("planning:of", enrolment.person.public_id)
    context = {"form": form, "person": enrolment.person, "today": today}
    return render(request, "planning/assign.html", context)


def _assign(request: HttpRequest, enrolment: Enrolment, user: Any) -> None:
    done = {"by": request.user, "at": timezone.now()}
    try:
        assign_facilitator(enrolment=enrolment, user=user, begins_on=timezone.localdate(), **done)
        messages.success(request, _("Assigned."))
    except IntegrityError:
        messages.warning(request, _("They deliver this already."))
