"""One referral: what it says and where it stands, and correcting it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desist.casework.access import fetch, may, note_reading, readable, route, sheet
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.actions import change_referral
from desist.casework.referrals.flow import flow_on, roles_of, standing_of
from desist.casework.referrals.forms import ReferralForm
from desist.casework.referrals.models import PublicProtection, Referral, Status, StatusChange
from desist.casework.referrals.offence import titles_of
from desist.casework.referrals.policy import REFERRERS
from desist.casework.referrals.programme import list_programmes, titles
from desist.casework.referrals.queries import (
    changes_of,
    facts_of,
    screenings_of,
    steps_of,
)
from desist.casework.referrals.stage import tracked
from desist.casework.referrals.story import story_of
from desist.programme.referral_move import choices

CORRECTED = ("source", "nation", "context")
RELATED = ("person__team__unit", "referred_by", "came_from")
UNTIL_SCREENED = ("programme", "setting")
"""What may be corrected only while nobody decided: later it is a transfer, and recorded as one."""


@route(roles=CASE_ROLES)
def referral(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One referral, as this person may read it."""
    found = fetch(
        request.user,
        Referral,
        public_id,
        related=("person__team__unit", "referred_by", "came_from"),
    )
    return render(request, "referrals/referral.html", _shown(request, found))


def _shown(request: HttpRequest, found: Referral) -> dict[str, Any]:
    today = timezone.localdate()
    flow, standing = flow_on(today), standing_of(found)
    steps, screenings, changes = steps_of(found), screenings_of(found), changes_of(found)
    facts = facts_of(found)
    note_reading("referrals.facts", [each.reference for each in (*facts.offences, *screenings)])
    legal = "reason" in readable(request.user, StatusChange, found)
    allowed = {verb: may(request.user, f"referrals.{verb}", found) for verb in VERBS}
    may_move = bool(choices(standing, roles_of(request.user, found), flow=flow))
    waiting = allowed["look_again"] and any(each.answered_at is None for each in changes)
    protection = "meetings_arranged" in readable(request.user, PublicProtection, found)
    return {
        "referral": found,
        "protection": protection,
        "read": sheet(request.user, found),
        "legal": legal,
        "person": found.person,
        "today": today,
        "programmes": titles(),
        "came_from": found.came_from.public_id if found.came_from else None,
        "meaning": flow.status_called(found.status).meaning,
        "steps": tracked(found.status, [each.to_status for each in steps]),
        "screenings": screenings,
        "story": story_of(steps, screenings, changes, legal=legal, on=today),
        "facts": facts,
        "offence_titles": titles_of(facts.offences),
        "may": allowed,
        "may_move": may_move,
        "onward": [
            (f"referrals:{verb}", text)
            for verb, text in ONWARD
            if allowed.get(verb, may_move and (allowed["screen"] or waiting))
        ],
        "look_again": waiting,
    }


VERBS = (
    "change",
    "screen",
    "add_offence",
    "record_protection",
    "record_stance",
    "record_change",
    "look_again",
    "transfer_programme",
    "transfer_area",
    "change_setting",
)
"""Acts that the page offers to those who may."""
ONWARD = (
    ("move", gettext_lazy("Change the status")),
    ("record_change", gettext_lazy("Record that a fact has changed")),
    ("transfer_programme", gettext_lazy("Pass on to another programme")),
    ("transfer_area", gettext_lazy("Pass on to another area")),
)
"""What else can be done, beside the one thing to do next."""


@route(roles=REFERRERS)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Correct what a referral says."""
    found = fetch(
        request.user, Referral, public_id, "referrals.change", related=("person__team__unit",)
    )
    early = found.status in (Status.REFERRED, Status.RETURNED)
    kept = CORRECTED + (UNTIL_SCREENED if early else ())
    initial = {name: getattr(found, name) for name in kept} | {"read_version": found.version}
    form = ReferralForm(request.POST or None, actor=request.user, initial=initial)
    offered = list_programmes(on=timezone.localdate())
    form.fields["programme"].choices = [(each.id, each.title) for each in offered]
    for name in UNTIL_SCREENED:
        if name not in kept:
            del form.fields[name]
    context: dict[str, Any] = {
        "form": form,
        "referral": found,
        "person": found.person,
        "today": timezone.localdate(),
        "differences": None,
    }
    if request.method == "POST" and form.is_valid():
        try:
            change_referral(
                referral=found,
                read_version=form.cleaned_data["read_version"] or 0,
                values=_values(form),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "referrals/change.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("referrals:referral", found.public_id)
    return render(request, "referrals/change.html", context)


def _values(form: ReferralForm) -> dict[str, Any]:
    """What was typed, and the version of a programme that was chosen."""
    values = form.values
    if "programme" in values:
        offered = list_programmes(on=timezone.localdate())
        versions = {each.id: each.version for each in offered}
        values["programme_version"] = versions[values["programme"]]
    return values
