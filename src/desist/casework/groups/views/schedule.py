"""Booking the sessions of a group: what suits, what is proposed, and accepting it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route
from desist.casework.accounts.queries import staff_holding
from desist.casework.groups.actions.session import book_meetings
from desist.casework.groups.forms.session import MeetingsForm
from desist.casework.groups.models import ProgrammeGroup
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.groups.queries.proposal import propose_meetings, unbooked_of
from desist.casework.people.models.arrangement import WEEKDAYS
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.queries.place import rooms_in
from desist.casework.planning.queries.proposal import Proposed, pace_of
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.words import said_of_staffing

RELATED = ("unit__region", "room__place", "facilitator", "co_facilitator")


@route(roles=READERS)
def schedule(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what suits, look at what is proposed, accept it."""
    found = fetch(request.user, ProgrammeGroup, public_id, "groups.book", related=RELATED)
    form = _form(request, found)
    context = {
        "form": form,
        "group": found,
        "unbooked": len(unbooked_of(found)),
        "members": len(open_seats_of(found)),
        "proposed": None,
        "changed": False,
    }
    if request.method == "POST" and form.is_valid():
        return _answer(request, found, form, context)
    return render(request, "groups/schedule.html", context)


def _form(request: HttpRequest, group: ProgrammeGroup) -> MeetingsForm:
    today = timezone.localdate()
    pace = pace_of(group.programme, group.format, on=today)
    if pace is None:
        raise Http404
    days = {each.partition("_")[0] for each in group.meets.split()}
    initial = {
        "first_on": max(today + timedelta(days=1), group.begins_on),
        "weekdays": [str(at) for at, (day, _words) in enumerate(WEEKDAYS) if day in days],
        "a_week": str(min(group.a_week, pace.sessions_a_week_at_most)),
        "facilitator": group.facilitator.public_id,
        "co_facilitator": group.co_facilitator.public_id,
        "room": group.room.public_id,
    }
    form = MeetingsForm(
        request.POST or None,
        actor=request.user,
        pace=pace,
        minutes=course_of(group).longest,
        today=today,
        initial=initial,
    )
    facilitators = staff_holding(Role.FACILITATOR, on=today)
    form.fields["facilitator"].offer(facilitators, blank=_("Choose"))
    form.fields["co_facilitator"].offer(facilitators, blank=_("Choose"))
    rooms = rooms_in(request.user, [group.unit.region_id])
    form.fields["room"].offer(rooms, blank=_("Choose a room"))
    return form


def _answer(
    request: HttpRequest, group: ProgrammeGroup, form: MeetingsForm, context: dict[str, Any]
) -> HttpResponse:
    proposed = propose_meetings(group, form.values, pace=form.pace)
    accepts = "accept" in request.POST
    if accepts and form.cleaned_data["seen"] == proposed.digest and proposed.sessions:
        refused = _book(request, group, proposed)
        if refused is None:
            messages.success(request, _("The sessions are booked, for the group and each member."))
            return redirect("groups:group", group.public_id)
        if isinstance(refused, TwoNeeded):
            form.add_error("co_facilitator", said_of_staffing(refused.grounds))
        else:
            proposed = propose_meetings(group, form.values, pace=form.pace)
    context |= {"proposed": proposed, "changed": accepts and not form.errors}
    return render(request, "groups/schedule.html", context)


def _book(
    request: HttpRequest, group: ProgrammeGroup, proposed: Proposed
) -> TimeTaken | TwoNeeded | None:
    given = {"group": group, "sessions": proposed.sessions}
    try:
        book_meetings(**given, by=request.user, at=timezone.now())
    except (TimeTaken, TwoNeeded) as refused:
        return refused
    return None
