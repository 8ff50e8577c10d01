"""One session: when, where, with whom and for what; moving and cancelling it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Role, fetch, may, readable, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of, staff_holding
from desist.casework.pages.conflict import differences
from desist.casework.planning.actions.appointment import (
    RequirementLapsed,
    cancel_appointment,
    move_appointment,
)
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.forms.schedule import CancelForm, MoveForm, as_booked
from desist.casework.planning.models import NEEDS, Appointment
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.adjustment import adjustments_for
from desist.casework.planning.queries.hindrance import SAID, hindrances_of
from desist.casework.planning.queries.place import rooms_for
from desist.casework.planning.queries.proposal import pace_of
from desist.casework.planning.queries.staffing import TwoNeeded, held_alone
from desist.casework.planning.words import (
    said_of_adjustment,
    said_of_lapse,
    said_of_staffing,
    said_of_taken,
)
from desist.casework.records.editable import StaleVersion
from desist.programme.staffing_rule import StaffingGround

RELATED = (
    "enrolment__person__team__unit",
    "enrolment__referral",
    "plan",
    "room__place",
    "facilitator",
    "co_facilitator",
)
MOVED = ("day", "starts", "facilitator", "co_facilitator", "room")


@route(roles=CASE_ROLES)
def appointment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One session."""
    found = fetch(request.user, Appointment, public_id, related=RELATED)
    context = {
        "appointment": found,
        "of": found.plan.sessions,
        "work": _work(request, found),
        "adjustments": adjustments_for(found),
        "for_two": _for_two(found),
        "against": [SAID[code] for code in hindrances_of(found)],
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "to_book": NEEDS,
        "said_of": said_of_adjustment,
        "form": CancelForm(actor=request.user, initial={"read_version": found.version}),
        "may_move": may(request.user, "planning.move", found),
        "may_book": may(request.user, "planning.book_support", found),
    }
    return render(request, "planning/appointment.html", context)


def _for_two(found: Appointment) -> tuple[StaffingGround, ...]:
    """Why the one member of staff whom a session to come names may not hold it alone."""
    coming = [found] if found.is_upcoming else []
    return next((why for _each, why in held_alone(found.enrolment.person, coming)), ())


def _work(request: HttpRequest, found: Appointment) -> tuple[str, str] | None:
    """Its module and exercises in words; None for those who read nothing clinical."""
    if "exercises" not in readable(request.user, Appointment):
        return None
    plan = found.plan.chosen["plan"]
    titles = {each["id"]: each["title"] for each in plan["exercises"] + plan["modules"]}
    done = [titles.get(each, each) for each in found.exercises]
    return titles.get(found.module, found.module), "; ".join(done) or _("none of its own")


@route(roles=BOOKERS)
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hold it at another time, elsewhere, or by somebody else."""
    found = fetch(request.user, Appointment, public_id, "planning.move", related=RELATED)
    form = _move_form(request, found)
    context = {
        "form": form,
        "appointment": found,
        "person": found.enrolment.person,
        "today": timezone.localdate(),
        "differences": None,
    }
    if (
        request.method == "POST"
        and form.is_valid()
        and form.can_be_held(found.enrolment, minutes=found.minutes, apart_from=found.public_id)
    ):
        try:
            move_appointment(
                appointment=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except TimeTaken as taken:
            form.add_error("starts", said_of_taken(taken.taken))
        except RequirementLapsed as lapsed:
            form.add_error("day", said_of_lapse(lapsed.days))
        except TwoNeeded as alone:
            form.add_error("co_facilitator", said_of_staffing(alone.grounds))
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "planning/move.html", context, status=409)
        else:
            messages.success(request, _("Moved. Calendars that are subscribed are told."))
            return redirect("planning:appointment", public_id)
    return render(request, "planning/move.html", context)


def _move_form(request: HttpRequest, found: Appointment) -> MoveForm:
    enrolment, today = found.enrolment, timezone.localdate()
    pace = pace_of(enrolment.programme, enrolment.format, on=today)
    form = MoveForm(
        request.POST or None,
        actor=request.user,
        pace=pace,
        minutes=found.minutes,
        initial=as_booked(found),
    )
    facilitators = staff_holding(Role.FACILITATOR, on=today)
    form.fields["facilitator"].offer(facilitators, blank=_("Choose"))
    form.fields["co_facilitator"].offer(facilitators, blank=_("Nobody"))
    form.fields["room"].offer(rooms_for(request.user, enrolment.person), blank=_("Choose a room"))
    return form


@route(roles=BOOKERS)
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do not hold it."""
    found = fetch(request.user, Appointment, public_id, "planning.cancel", related=RELATED)
    form = CancelForm(request.POST, actor=request.user)
    if form.is_valid():
        try:
            cancel_appointment(
                appointment=found,
                read_version=form.cleaned_data["read_version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion:
            messages.warning(request, _("Somebody changed this session just now. Look again."))
            return redirect("planning:appointment", public_id)
        said = _("Cancelled. Its session of the plan can be booked anew.")
        if found.is_catch_up:
            said = _("Cancelled. Another catch-up can be booked.")
        messages.success(request, said)
    return redirect("planning:of", found.enrolment.person.public_id)
