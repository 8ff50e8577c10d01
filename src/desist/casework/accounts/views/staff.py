"""Staff as administrators see them: inviting, appointing, closing accounts."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, Role, fetch, listing, route, rows
from desist.casework.accounts.actions.staff import (
    appoint,
    close_account,
    end_appointment,
    invite,
    make_invitation,
    resolve_address,
)
from desist.casework.accounts.forms import AppointmentForm, InvitationForm, ResolveForm
from desist.casework.accounts.models import Appointment, DeliveryUnit, Region, User
from desist.casework.accounts.queries import list_appointments
from desist.casework.accounts.token import new_token
from desist.casework.pages.page_number import page_number

ADMINISTRATORS = {Role.ADMINISTRATOR}


@route(roles=ADMINISTRATORS)
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with an account."""
    query = rows(request.user, User).order_by("full_name", "pk")
    page = listing(query, verb="accounts.list", page=page_number(request))
    return render(request, "accounts/staff.html", {"page": page})


@route(roles=ADMINISTRATORS)
def member(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One member of staff and their posts."""
    user = fetch(request.user, User, public_id)
    context = {"member": user, "posts": list_appointments(user), "today": timezone.localdate()}
    return render(request, "accounts/member.html", context)


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
def invite_somebody(request: HttpRequest) -> HttpResponse:
    """A new account."""
    form = InvitationForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        user = invite(**form.values, by=request.user, at=timezone.now())
        return redirect("accounts:member", user.public_id)
    return render(request, "accounts/invite.html", {"form": form})


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
@require_POST
def new_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A link by which somebody chooses a password; it is shown once, here."""
    user = fetch(request.user, User, public_id, "accounts.invite_again")
    token = new_token()
    make_invitation(user=user, token=token, by=request.user, at=timezone.now())
    link = settings.DESIST_ADDRESS + reverse("accounts:invitation", args=[token])
    return render(request, "accounts/invitation_link.html", {"member": user, "link": link})


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
def appoint_somebody(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a member of staff a role."""
    user = fetch(request.user, User, public_id, "accounts.appoint")
    form = AppointmentForm(
        request.POST or None,
        actor=request.user,
        owner=user,
        initial={"begins_on": timezone.localdate()},
    )
    form.fields["region"].offer(rows(request.user, Region).order_by("name"), blank=_("No region"))
    units = rows(request.user, DeliveryUnit).order_by("region__name", "name")
    form.fields["unit"].offer(units, blank=_("The whole region"))
    if request.method == "POST" and form.is_valid():
        typed = form.values | {"role": Role(form.values["role"])}
        appoint(user=user, **typed, by=request.user, at=timezone.now())
        messages.success(request, _("The role was given."))
        return redirect("accounts:member", user.public_id)
    return render(request, "accounts/appoint.html", {"form": form, "member": user})


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
@require_POST
def end_post(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a post end today."""
    post = fetch(
        request.user, Appointment, public_id, "accounts.end_appointment", related=("user",)
    )
    end_appointment(post=post, ends_on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("The role ends today."))
    return redirect("accounts:member", post.user.public_id)


@route(level=Level.CONFIRMED, roles=ADMINISTRATORS)
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close an account at once."""
    user = fetch(request.user, User, public_id, "accounts.close")
    close_account(user=user, by=request.user, at=timezone.now())
    messages.success(request, _("The account is closed."))
    return redirect("accounts:member", user.public_id)


@route(roles={Role.AUDITOR})
def resolve(request: HttpRequest) -> HttpResponse:
    """From a member of staff's exact address to what the trail says they did."""
    form = ResolveForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        found = resolve_address(email=form.values["email"], by=request.user, at=timezone.now())
        if found is not None:
            return redirect(f"{reverse('audit:trail')}?actor={found.public_id}")
        form.add_error("email", _("Nobody has this address"))
    return render(request, "accounts/resolve.html", {"form": form})
