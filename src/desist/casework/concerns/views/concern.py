"""One person's concerns with the form that raises another, and one concern whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, listing, may, route, sheet
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.actions.raising import raise_concern
from desist.casework.concerns.forms import ConcernForm, NothingTyped, reference_in
from desist.casework.concerns.history import history_of
from desist.casework.concerns.models import Concern
from desist.casework.concerns.procedure import rule_of, rule_on
from desist.casework.concerns.queries import (
    WHO,
    accounts_of,
    has_acknowledged,
    latest_agreement,
    list_concerns_of,
    told_about,
    untold,
)
from desist.casework.concerns.standing import standing_of
from desist.casework.people.models import Person

ROLES = CASE_ROLES | {Role.DUTY_MANAGER}
PLACE = ("team__unit__region", "practitioner")


@route(roles=ROLES)
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is open about somebody and what was, and the form to raise a concern."""
    person = fetch(request.user, Person, person_id, "concerns.of", related=PLACE)
    now = timezone.now()
    rule = rule_on(timezone.localdate(now))
    form = ConcernForm(request.POST or None, actor=request.user, rule=rule)
    may_raise = may(request.user, "concerns.raise", person)
    if request.method == "POST" and may_raise and form.is_valid():
        about = reference_in(request.GET.get("about", ""))
        given = {"account": form.values, "origin_reference": about}
        made = raise_concern(person=person, **given, by=request.user, at=now)
        messages.success(request, _("The concern was raised. Now tell those who must know."))
        return redirect("concerns:concern", made.public_id)
    held = listing(list_concerns_of(request.user, person), verb="concerns.list")
    context = {
        "person": person,
        "today": timezone.localdate(now),
        "form": form,
        "may_raise": may_raise,
        "may_agree": may(request.user, "concerns.agree", person),
        "agreement": latest_agreement(person),
        "concerns": [(each, standing_of(each, at=now)) for each in held.rows],
    }
    return render(request, "concerns/of.html", context)


@route(roles=ROLES)
def concern(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One concern: what to do now, what is known, who was told, what is left."""
    found = fetch(request.user, Concern, public_id, related=("person__team__unit", *WHO))
    now = timezone.now()
    rule = rule_of(found.rule_version)
    told = told_about(request.user, found)
    accounts = accounts_of(request.user, found)
    read = sheet(request.user, found)
    origins = {each.id: each.title for each in rule.origin}
    context = page_of(request, found, now) | {
        "read": read,
        "urgency": rule.urgency_of(found.urgency),
        "rule": rule,
        "parties": {each.id: each.title for each in rule.party},
        "accounts": accounts,
        "origin": origins.get(accounts[0].origin, ""),
        "told": told,
        "untold": untold(found, told),
        "happened": history_of(found),
        "acknowledged_by_me": has_acknowledged(request.user, found),
        "allowed": _allowed(request.user, found),
        "button": NothingTyped(actor=request.user, initial={"read_version": found.version}),
    }
    return render(request, "concerns/concern.html", context)


def page_of(request: HttpRequest, found: Concern, now: datetime) -> dict[str, Any]:
    """What every page about one concern shows."""
    return {
        "concern": found,
        "person": found.person,
        "today": timezone.localdate(now),
        "standing": standing_of(found, at=now),
    }


def _allowed(actor: Any, found: Concern) -> dict[str, bool]:
    verbs = ("acknowledge", "correct", "record_told", "propose_closing", "close", "decline_closing")
    return {verb: may(actor, f"concerns.{verb}", found) for verb in verbs}
