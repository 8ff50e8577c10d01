"""One person's questionnaires: what is planned, what is due, what was answered; planning more."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, listing, may, route, rows
from desist.casework.battery.actions.administration import plan_point
from desist.casework.battery.forms import PlanForm
from desist.casework.battery.instruments import battery_of, title_of
from desist.casework.battery.models import Administration, Point
from desist.casework.battery.policy import GIVERS
from desist.casework.battery.queries.administration import list_administrations
from desist.casework.battery.queries.sitting import latest_sitting_of
from desist.casework.people.models import Person
from desist.casework.referrals.models import Referral


@route(roles=GIVERS)
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The questionnaires of somebody's newest referral, point by point."""
    person = fetch(request.user, Person, person_id, "battery.give", related=("team__unit",))
    referral = newest_referral(request, person)
    context: dict[str, Any] = {
        "person": person, "today": timezone.localdate(), "referral": referral, "points": [],
    }  # fmt: skip
    if referral is not None:
        query = list_administrations(request.user, referral)
        held = listing(query, verb="battery.questionnaires").rows
        context |= {
            "points": by_point(held),
            "sitting": latest_sitting_of(referral),
            "may_read": may(request.user, "battery.read", referral),
            "on_tablet": any(each.is_for_tablet for each in held),
        }
    return render(request, "battery/of.html", context)


def newest_referral(request: HttpRequest, person: Person) -> Referral | None:
    """The referral that was made last, as far as this person may plan for it."""
    held = rows(request.user, Referral, "battery.plan").filter(person=person)
    return held.select_related("person").order_by("-referred_on", "-pk").first()


def by_point(held: list[Administration]) -> list[tuple[str, list[tuple[Administration, str]]]]:
    """The forms under the name of their point, in the order of the programme, with titles."""
    order = list(Point.values)
    ordered = sorted(held, key=lambda each: (order.index(each.point), each.place, each.pk))
    return [
        (str(Point(point).label), [(each, title_of(each)) for each in forms])
        for point, forms in groupby(ordered, key=lambda each: each.point)
    ]


@route(roles=GIVERS)
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Plan the forms of a point, by the site's battery for the programme."""
    referral = fetch(
        request.user, Referral, public_id, "battery.plan", related=("person__team__unit",)
    )
    today = timezone.localdate()
    battery = battery_of(referral.programme, on=today)
    if battery is None:
        raise Http404
    points = [
        (
            each.id,
            _("%(point)s: %(number)s questionnaires")
            % {"point": Point(each.id).label, "number": len(each.instruments)},
        )
        for each in battery.point
    ]
    start = battery.point_called("start")
    due = start.due_on({"referred": referral.referred_on}) if start else None
    initial = {"point": "start", "due_on": max(due, today) if due else today}
    form = PlanForm(request.POST or None, actor=request.user, points=points, initial=initial)
    if request.method == "POST" and form.is_valid():
        point = battery.point_called(form.values["point"])
        plan_point(
            referral=referral,
            point=point.id,
            instruments=point.instruments,
            due_on=form.values["due_on"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The questionnaires are planned."))
        return redirect("battery:of", referral.person.public_id)
    context = {"form": form, "person": referral.person, "today": today, "battery": battery}
    return render(request, "battery/plan.html", context)
