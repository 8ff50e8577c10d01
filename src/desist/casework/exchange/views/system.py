"""Other systems as an administrator sees them: who is let in, by which tokens, what went wrong."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, Role, fetch, listing, route, rows
from desist.casework.accounts.models import DeliveryUnit, Region
from desist.casework.accounts.token import new_token
from desist.casework.exchange.actions.event import send_again
from desist.casework.exchange.actions.system import (
    end_system,
    let_system_in,
    make_token,
    revoke_token,
)
from desist.casework.exchange.forms import SystemForm, TokenForm
from desist.casework.exchange.models import OtherSystem, OutboundEvent, SystemToken
from desist.casework.exchange.queries.system import list_given_up, list_systems, list_tokens
from desist.casework.exchange.scope import Scope
from desist.casework.pages.page_number import page_number

ADMINISTRATORS = {Role.ADMINISTRATOR}


@route(roles=ADMINISTRATORS)
def systems(request: HttpRequest) -> HttpResponse:
    """Every system that is or was let in."""
    query = list_systems(request.user)
    page = listing(query, verb="exchange.list", page=page_number(request))
    return render(request, "exchange/systems.html", {"page": page})


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
def let_in(request: HttpRequest) -> HttpResponse:
    """Let one more in."""
    form = SystemForm(request.POST or None, actor=request.user)
    regions = rows(request.user, Region).order_by("name")
    form.fields["region"].offer(regions, blank=_("Choose"))
    units = rows(request.user, DeliveryUnit).order_by("region__name", "name")
    form.fields["unit"].offer(units, blank=_("The whole region"))
    if request.method == "POST" and form.is_valid():
        given = form.values | {"scopes": [Scope(each) for each in form.values["scopes"].split()]}
        made = let_system_in(**given, by=request.user, at=timezone.now())
        return redirect("exchange:system", made.public_id)
    return render(request, "exchange/let_in.html", {"form": form})


@route(roles=ADMINISTRATORS)
def system(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One system: what it may do, its tokens, and what could not be delivered to it."""
    found = _fetched(request, public_id, "see")
    context = {
        "system": found,
        "tokens": list_tokens(request.user, found),
        "given_up": list_given_up(request.user, found)[:50],
        "now": timezone.now(),
    }
    return render(request, "exchange/system.html", context)


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
def token(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a token; it is shown once, here."""
    found = _fetched(request, public_id, "exchange.make_token")
    form = TokenForm(request.POST or None, actor=request.user)
    context = {"form": form, "system": found}
    if request.method == "POST" and form.is_valid():
        made, lasts = new_token(), timedelta(days=int(form.values["days"]))
        make_token(system=found, token=made, lasts=lasts, by=request.user, at=timezone.now())
        return render(request, "exchange/made.html", context | {"token": made})
    return render(request, "exchange/token.html", context)


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a token open nothing any more."""
    related = ("system__account",)
    found = fetch(request.user, SystemToken, public_id, "exchange.revoke_token", related=related)
    revoke_token(token=found, by=request.user, at=timezone.now())
    messages.success(request, _("The token opens nothing any more."))
    return redirect("exchange:system", found.system.public_id)


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a system in no more."""
    found = _fetched(request, public_id, "exchange.end_system")
    end_system(system=found, by=request.user, at=timezone.now())
    messages.success(request, _("The system is let in no more."))
    return redirect("exchange:systems")


@route(roles=ADMINISTRATORS)
@require_POST
def again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send an event once more that was given up."""
    related = ("system__account",)
    found = fetch(request.user, OutboundEvent, public_id, "exchange.send_again", related=related)
    send_again(event=found, by=request.user, at=timezone.now())
    messages.success(request, _("It is sent again."))
    return redirect("exchange:system", found.system.public_id)


def _fetched(request: HttpRequest, public_id: UUID, verb: str) -> OtherSystem:
    related = ("account", "region", "unit")
    return fetch(request.user, OtherSystem, public_id, verb, related=related)
