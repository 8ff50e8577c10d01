"""Booking the sessions of a plan: what suits, what is proposed, and accepting it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, may, route
from desist.casework.accounts.queries import staff_holding
from desist.casework.planning.actions.appointment import book_appointments
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.forms.schedule import ScheduleForm
from desist.casework.planning.models import PlanState, TreatmentPlan
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.adjustment import unmet_in
from desist.casework.planning.queries.kept_place import has_place
from desist.casework.planning.queries.place import free_weekdays, rooms_for, said_free
from desist.casework.planning.queries.proposal import (
    Proposed,
    longest_session,
    pace_of,
    propose,
    unbooked_of,
)
from desist.casework.planning.queries.requirement import days_not_covered
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.words import said_of_lapse, said_of_staffing
from desist.casework.referrals.models import Source
from desist.casework.upstream.queries.requirement import silent_systems
from desist.casework.upstream.refresh import look_if_due

RELATED = ("enrolment__person__team__unit", "enrolment__referral")


@route(roles=BOOKERS)
def schedule(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what suits, look at what is proposed, accept it."""
    plan = fetch(request.user, TreatmentPlan, public_id, related=RELATED)
    is_ready = plan.state == PlanState.APPROVED and has_place(plan.enrolment.referral)
    if not (is_ready and may(request.user, "planning.book", plan.enrolment)):
        raise Http404
    form = _form(request, plan)
    context = {
        "form": form,
        "plan": plan,
        "person": plan.enrolment.person,
        "today": timezone.localdate(),
        "unbooked": len(unbooked_of(plan)),
        "proposed": None,
        "unmet": (),
        "free": said_free(plan.enrolment.person),
    }
    if request.method == "POST" and form.is_valid():
        return _answer(request, plan, form, context)
    return render(request, "planning/schedule.html", context)


def _form(request: HttpRequest, plan: TreatmentPlan) -> ScheduleForm:
    enrolment, today = plan.enrolment, timezone.localdate()
    pace = pace_of(enrolment.programme, enrolment.format, on=today)
    if pace is None:
        raise Http404
    initial = {
        "first_on": max(today + timedelta(days=1), enrolment.begins_on),
        "a_week": str(pace.sessions_a_week),
    }
    free = free_weekdays(enrolment.person)
    if free:
        initial["weekdays"] = " ".join(free)
    form = ScheduleForm(
        request.POST or None,
        actor=request.user,
        pace=pace,
        minutes=longest_session(plan),
        today=today,
        initial=initial,
    )
    facilitators = staff_holding(Role.FACILITATOR, on=today)
    mine = facilitators.filter(assignments__enrolment=enrolment, assignments__ended_on=None)
    assigned = list(mine)
    form.fields["facilitator"].offer(assigned or facilitators, blank=_("Choose"))
    if len(assigned) == 1:
        form.initial["facilitator"] = assigned[0].public_id
    form.fields["co_facilitator"].offer(facilitators, blank=_("Nobody"))
    form.fields["room"].offer(rooms_for(request.user, enrolment.person), blank=_("Choose a room"))
    return form


def _answer(
    request: HttpRequest, plan: TreatmentPlan, form: ScheduleForm, context: dict[str, Any]
) -> HttpResponse:
    person, referral = plan.enrolment.person, plan.enrolment.referral
    if referral.source != Source.VOLUNTARY:
        look_if_due(person, by=request.user, at=timezone.now())
    nation = referral.nation
    proposed = propose(plan, form.values, pace=form.pace, nation=nation)
    seen = form.cleaned_data["seen"]
    lapsed = days_not_covered(referral, [each["day"] for each in proposed.sessions])
    if lapsed:
        form.add_error("first_on", said_of_lapse(lapsed))
    elif "accept" in request.POST and seen == proposed.digest and proposed.sessions:
        refused = _book(request, plan, proposed)
        if refused is None:
            messages.success(request, _("The sessions are booked."))
            return redirect("planning:of", person.public_id)
        if isinstance(refused, TwoNeeded):
            form.add_error("co_facilitator", said_of_staffing(refused.grounds))
        else:
            proposed = propose(plan, form.values, pace=form.pace, nation=nation)
    context |= {
        "proposed": proposed,
        "changed": "accept" in request.POST and not form.errors,
        "unmet": unmet_in(person, form.values["room"]),
        "silent": silent_systems(person),
    }
    return render(request, "planning/schedule.html", context)


def _book(
    request: HttpRequest, plan: TreatmentPlan, proposed: Proposed
) -> TimeTaken | TwoNeeded | None:
    try:
        book_appointments(
            enrolment=plan.enrolment,
            plan=plan,
            sessions=proposed.sessions,
            by=request.user,
            at=timezone.now(),
        )
    except (TimeTaken, TwoNeeded) as refused:
        return refused
    return None
