"""One's own account: where one is signed in, and ending that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, route
from desist.casework.accounts.actions.sign_in import sign_out, sign_out_everywhere
from desist.casework.accounts.models import SignIn
from desist.casework.accounts.queries import list_appointments, list_sign_ins


@route(why="everybody sees their own account")
def mine(request: HttpRequest) -> HttpResponse:
    """My posts, and the browsers in which I am signed in."""
    context = {
        "posts": list_appointments(request.user),
        "sign_ins": list_sign_ins(request.user, at=timezone.now()),
        "here": request.sign_in,
    }
    return render(request, "accounts/mine.html", context)


@route(why="everybody ends their own sign-ins")
@require_POST
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    sign_out_everywhere(user=request.user, keep=request.sign_in, by=request.user, at=timezone.now())
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:mine")


@route(why="everybody ends their own sign-ins")
@require_POST
def end_one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one sign-in of mine, in another browser."""
    entry = fetch(request.user, SignIn, public_id, "accounts.sign_out", related=("user",))
    sign_out(entry=entry, by=request.user, at=timezone.now())
    messages.success(request, _("That browser is signed out."))
    return redirect("accounts:mine")


@route(why="ends a sign-in in another tab; shows nothing")
def signed_in(request: HttpRequest) -> HttpResponse:
    """Back to the tab that holds what was typed."""
    return render(request, "accounts/signed_in.html", {})
