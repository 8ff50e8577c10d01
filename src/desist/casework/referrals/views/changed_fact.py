"""When facts change: recording it, and looking at eligibility again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, route
from desist.casework.referrals.actions import look_again, record_changed_fact
from desist.casework.referrals.forms import ChangedFactForm, SendForm
from desist.casework.referrals.models import Referral
from desist.casework.referrals.policy import CLINICIANS
from desist.casework.referrals.queries import changes_of, names_of, screenings_of, steps_of
from desist.casework.referrals.story import story_of

RELATED = ("person__team__unit",)


@route(roles=CLINICIANS)
def record_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that a fact has changed."""
    found = fetch(request.user, Referral, public_id, "referrals.record_change", related=RELATED)
    form = ChangedFactForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        record_changed_fact(referral=found, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded. The treatment manager will look again."))
        return redirect("referrals:referral", found.public_id)
    context = {
        "form": form,
        "person": found.person,
        "today": timezone.localdate(),
        "heading": _("Record that a fact has changed"),
        "lead": _(
            "What must be acted on at once is a concern: raise it as one. What was decided before "
            "stays as it was decided."
        ),
        "button": _("Record the change"),
        "back": ("referrals:referral", found.public_id),
    }
    return render(request, "referrals/form.html", context)


@route(roles={Role.MANAGER})
def look(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What changed and what was decided before; then say what follows."""
    found = fetch(request.user, Referral, public_id, "referrals.look_again", related=RELATED)
    form = SendForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        look_again(referral=found, by=request.user, at=timezone.now())
        if request.POST.get("then") == "move":
            return redirect("referrals:move", found.public_id)
        messages.success(request, _("It stays where it stands."))
        return redirect("referrals:referral", found.public_id)
    changes, screenings, steps = changes_of(found), screenings_of(found), steps_of(found)
    context = {
        "form": form,
        "referral": found,
        "person": found.person,
        "today": timezone.localdate(),
        "open": [each for each in changes if each.answered_at is None],
        "names": names_of([each.by for each in changes]),
        "story": story_of(steps, screenings, (), legal=True, on=timezone.localdate()),
    }
    return render(request, "referrals/look_again.html", context)
