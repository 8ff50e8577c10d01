"""Who fits into a group, and giving somebody a seat."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.access import Role, fetch, listed, route
from desist.casework.groups.actions.membership import NoSeat, join_group
from desist.casework.groups.actions.way import say_way
from desist.casework.groups.forms.group import SeatForm, WayForm
from desist.casework.groups.models import ProgrammeGroup
from desist.casework.groups.queries.candidate import judge_candidates, waiting_for
from desist.casework.groups.queries.group import open_seats_of
from desist.casework.planning.actions.appointment import RequirementLapsed
from desist.casework.planning.actions.hold import TimeTaken
from desist.casework.planning.models import Enrolment
from desist.casework.planning.queries.staffing import TwoNeeded
from desist.casework.planning.words import said_of_lapse, said_of_staffing

MANAGERS = frozenset({Role.MANAGER})
RELATED = ("unit__region", "room__place", "facilitator", "co_facilitator")
MOST = 60
"""How many of those who wait are judged at once, those who wait longest first."""
NO_SEAT = {
    "other_programme": gettext_lazy("They take part in another programme, version or format"),
    "no_plan": gettext_lazy("No plan of theirs is approved: approve one first"),
    "full": gettext_lazy("Every seat is taken"),
    "kept_apart": gettext_lazy("They must not meet somebody who sits in this group"),
    "seated": gettext_lazy("They sit in a group already"),
}


@route(roles=MANAGERS)
def candidates(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everybody who waits for a group like this one: whom the rule proposes, and why not others."""
    found = fetch(request.user, ProgrammeGroup, public_id, "groups.seat", related=RELATED)
    shown = listed(list(waiting_for(request.user, found)[: MOST + 1]), verb="groups.candidates",
                   length=MOST)  # fmt: skip
    ready = [each for each in shown.rows if each.is_approved]
    context = {
        "group": found,
        "judged": judge_candidates(request.user, found, ready, on=timezone.localdate()),
        "unplanned": [each for each in shown.rows if not each.is_approved],
        "more": shown.more,
        "seated": len(open_seats_of(found)),
    }
    return render(request, "groups/candidates.html", context)


@route(roles=MANAGERS)
def seat(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Give somebody a seat; where something stands against it, with why."""
    found, enrolment = _both(request, public_id, enrolment_id)
    today = timezone.localdate()
    judged = next(iter(judge_candidates(request.user, found, [enrolment], on=today)), None)
    initial = {"on": max(today, found.begins_on)}
    form = SeatForm(request.POST or None, actor=request.user, initial=initial, judged=judged)
    form.fields["on"].earliest = min(today, enrolment.begins_on)
    if request.method == "POST" and form.is_valid() and _is_seated(request, found, enrolment, form):
        said = _("%(name)s sits in %(group)s now.")
        messages.success(request, said % {"name": enrolment.person.name, "group": found.name})
        return redirect("groups:group", public_id)
    context: dict[str, Any] = {
        "form": form,
        "group": found,
        "enrolment": enrolment,
        "person": enrolment.person,
        "today": today,
        "judged": judged,
    }
    return render(request, "groups/seat.html", context)


@route(roles=MANAGERS)
def way(request: HttpRequest, public_id: UUID, enrolment_id: UUID) -> HttpResponse:
    """Say how long somebody takes to the place in which the group meets."""
    found, enrolment = _both(request, public_id, enrolment_id)
    form = WayForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"place": found.room.place, "minutes": form.values["minutes"]}
        say_way(person=enrolment.person, **given, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("groups:candidates", public_id)
    context = {
        "form": form,
        "group": found,
        "person": enrolment.person,
        "today": timezone.localdate(),
    }
    return render(request, "groups/way.html", context)


def _both(
    request: HttpRequest, public_id: UUID, enrolment_id: UUID
) -> tuple[ProgrammeGroup, Enrolment]:
    """The group, and somebody whom this person may seat."""
    found = fetch(request.user, ProgrammeGroup, public_id, "groups.seat", related=RELATED)
    related = ("person__team__unit", "referral")
    return found, fetch(request.user, Enrolment, enrolment_id, "groups.join", related=related)


def _is_seated(
    request: HttpRequest, group: ProgrammeGroup, enrolment: Enrolment, form: SeatForm
) -> bool:
    """Whether they could be seated; if not, the form says why beside the field."""
    values = form.values
    try:
        join_group(
            enrolment=enrolment,
            group=group,
            on=values["on"],
            because=values.get("because", ""),
            judged=form.judged.kept if form.judged else None,
            by=request.user,
            at=timezone.now(),
        )
    except NoSeat as no_seat:
        form.add_error("on", NO_SEAT[no_seat.why])
    except TimeTaken as clash:
        said = _("They have another session when the group meets for session %(number)s, %(day)s")
        when = {"number": clash.booking.number, "day": f"{clash.booking.day:%d.%m.%Y}"}
        form.add_error("on", said % when)
    except TwoNeeded as alone:
        form.add_error("on", said_of_staffing(alone.grounds))
    except RequirementLapsed as lapsed:
        form.add_error("on", said_of_lapse(lapsed.days))
    return not form.errors
