"""Leave: when staff are away, so that no session is proposed then."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, route, rows
from desist.casework.accounts.models import User
from desist.casework.planning.actions.place import record_leave, withdraw_leave
from desist.casework.planning.forms.place import LeaveForm, OwnForm
from desist.casework.planning.models import StaffLeave
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.hindrance import has_time_taken, led_during, list_hindered
from desist.casework.planning.queries.place import leave_from


@route(roles=BOOKERS)
def leave(request: HttpRequest) -> HttpResponse:
    """Leave to come, and recording some: one's own, or that of staff whose leave one keeps."""
    today = timezone.localdate()
    form = LeaveForm(request.POST or None, actor=request.user)
    staff = rows(request.user, User, "planning.record_leave").filter(is_active=True)
    form.fields["user"].offer(staff.order_by("full_name"), blank=_("Choose"))
    if "user" not in form.data:
        form.initial["user"] = request.user.public_id
    if request.method == "POST" and form.is_valid():
        away = record_leave(**form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded."))
        if has_time_taken(away):
            said = _(
                "A group meets on these days. Move its sessions: see Groups, sessions to move."
            )
            messages.warning(request, said)
        if list_hindered(request.user, day=today).filter(led_during(away)).exists():
            messages.warning(request, _("Sessions are booked on these days. Move them."))
            return redirect("planning:to_move")
        return redirect("planning:leave")
    context = {
        "form": form,
        "leave": list(leave_from(request.user, today)),
        "withdrawing": OwnForm(actor=request.user),
        "today": today,
    }
    return render(request, "planning/leave.html", context)


@route(roles=BOOKERS)
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """They are there after all."""
    found = fetch(request.user, StaffLeave, public_id, "planning.withdraw_leave", related=("user",))
    if OwnForm(request.POST, actor=request.user).is_valid():
        withdraw_leave(leave=found, by=request.user, at=timezone.now())
        messages.success(request, _("Withdrawn."))
    return redirect("planning:leave")
