"""One's own account: where one is signed in, and ending that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import route
from desist.casework.accounts.actions.sign_in import sign_out_everywhere
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
