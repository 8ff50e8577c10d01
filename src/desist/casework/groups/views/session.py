"""One session of a group: when, where, who comes and for what; moving and cancelling it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Role, fetch, may, note_reading, route
from desist.casework.accounts.queries import name_of, staff_holding
from desist.casework.groups.actions.session import cancel_meeting, move_meeting
from desist.casework.groups.forms.session import MoveMeetingForm
from desist.casework.groups.models import GroupSession
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.hindrance import against_in
from desist.casework.groups.queries.part import ids_of, parts_of, people_in, roles_in
from desist.casework.pages.conflict import differences
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.forms.schedule import CancelForm, as_booked
from desist.casework.planning.queries.hindrance import kept_away
from desist.casework.planning.queries.place import rooms_in
from desist.casework.planning.queries.proposal import pace_of
from desist.casework.planning.words import said_of_taken
from desist.casework.records.editable import StaleVersion

RELATED = ("group__unit__region", "room__place", "facilitator", "co_facilitator")


@route(roles=READERS)
def session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One session."""
    found = fetch(request.user, GroupSession, public_id, related=RELATED)
    parts = parts_of(request.user, found)
    note_reading("groups.parts", [each.reference for each in parts.seen])
    today = timezone.localdate()
    context = {
        "session": found,
        "group": found.group,
        "course": course_of(found.group),
        "parts": parts,
        "roles": roles_in(request.user, parts.seen),
        "kept_away": kept_away([each.pk for each in parts.seen]),
        "against": against_in([found], on=today).get(found.pk, []),
        "has_begun": found.begins_at <= timezone.now(),
        "form": CancelForm(actor=request.user, initial={"read_version": found.version}),
        "may_move": may(request.user, "groups.move", found),
        "may_record": may(request.user, "delivery.keep_register", found),
    }
    return render(request, "groups/session.html", context)


@route(roles=READERS)
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hold it at another time, elsewhere, or by somebody else: for everybody who comes."""
    found = fetch(request.user, GroupSession, public_id, "groups.move", related=RELATED)
    form = _move_form(request, found)
    context = {"form": form, "session": found, "group": found.group, "differences": None}
    if request.method == "POST" and form.is_valid() and _can_be_held(form, found):
        try:
            move_meeting(
                session=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=form.values,
                by=request.user,
                at=timezone.now(),
            )
        except TimeTaken as taken:
            form.add_error("starts", said_of_taken(taken.taken))
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "groups/move.html", context, status=409)
        else:
            messages.success(request, _("Moved, for the group and each member."))
            return redirect("groups:session", public_id)
    return render(request, "groups/move.html", context)


def _can_be_held(form: MoveMeetingForm, found: GroupSession) -> bool:
    return form.is_free(
        people=people_in(found),
        nation=found.group.nation,
        in_community=False,
        minutes=found.minutes,
        apart_from=ids_of(found),
    )


def _move_form(request: HttpRequest, found: GroupSession) -> MoveMeetingForm:
    group, today = found.group, timezone.localdate()
    form = MoveMeetingForm(
        request.POST or None,
        actor=request.user,
        pace=pace_of(group.programme, group.format, on=today),
        minutes=found.minutes,
        initial=as_booked(found),
    )
    facilitators = staff_holding(Role.FACILITATOR, on=today)
    form.fields["facilitator"].offer(facilitators, blank=_("Choose"))
    form.fields["co_facilitator"].offer(facilitators, blank=_("Choose"))
    rooms = rooms_in(request.user, [group.unit.region_id])
    form.fields["room"].offer(rooms, blank=_("Choose a room"))
    form.fields["day"].earliest = group.begins_on
    return form


@route(roles=READERS)
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Do not hold it, for everybody who was to come."""
    found = fetch(request.user, GroupSession, public_id, "groups.cancel", related=RELATED)
    form = CancelForm(request.POST, actor=request.user)
    if form.is_valid():
        given = {"session": found, "read_version": form.cleaned_data["read_version"] or 0}
        try:
            cancel_meeting(**given, by=request.user, at=timezone.now())
        except StaleVersion:
            messages.warning(request, _("Somebody moved this session just now. Look again."))
            return redirect("groups:session", public_id)
        said = _("Cancelled, for the group and each member. It can be booked anew.")
        messages.success(request, said)
    return redirect("groups:group", found.group.public_id)
