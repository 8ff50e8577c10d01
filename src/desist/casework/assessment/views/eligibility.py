"""Is the programme suitable: deciding, what was decided, replaying it, and answering it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, may, note_reading, route, sheet
from desist.casework.accounts.queries import name_of
from desist.casework.assessment.actions.decision import UNANSWERED, decide_eligibility
from desist.casework.assessment.forms.plain import PlainForm
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.assessment.queries.decision import (
    facts_changed,
    list_decisions,
    missing_facts,
    replay_of,
    ruling_of,
)
from desist.casework.assessment.views.frame import (
    ASSESSORS,
    PERSON,
    READERS,
    about,
    referral_for,
    why_not_moved,
)
from desist.casework.referrals.actions import NotMoved
from desist.casework.rules.spoken import spoken


@route(roles=READERS)
def eligibility(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The newest decision, what it rests on, and those before it."""
    referral = referral_for(request, referral_id, "assessment.see_risk")
    decisions = list_decisions(request.user, referral)
    note_reading("assessment.eligibility", [each.reference for each in decisions])
    newest = decisions[0] if decisions else None
    context = about(
        referral,
        newest=newest,
        earlier=[(each, ruling_of(each)) for each in decisions[1:]],
        plain=partial(PlainForm, actor=request.user),
        may_decide=may(request.user, "assessment.decide", referral),
        shown=None,
    )
    if newest is not None:
        context["shown"] = _shown(request, newest)
    return render(request, "assessment/eligibility.html", context)


@route(roles=ASSESSORS)
@require_POST
def decide(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Judge by what is known today."""
    referral = referral_for(request, referral_id, "assessment.decide")
    form = PlainForm(request.POST, actor=request.user)
    if form.is_valid():
        given = {"referral": referral, "on": timezone.localdate(), "by": request.user}
        try:
            decision = decide_eligibility(**given, at=timezone.now())
        except NotMoved as refused:
            messages.warning(
                request, _("The referral cannot be moved on: %s") % why_not_moved(refused)
            )
        else:
            if decision.outcome not in UNANSWERED:
                messages.success(request, _("Judged, and kept whole."))
    return redirect("assessment:eligibility", referral.public_id)


@route(roles=READERS)
def decision(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """One decision, also an earlier one, judged again as then and as today."""
    related = tuple(f"referral__{each}" for each in PERSON)
    found = fetch(request.user, EligibilityDecision, decision_id, related=related)
    context = about(found.referral, shown=_shown(request, found))
    return render(request, "assessment/decision.html", context)


def _shown(request: HttpRequest, decision: EligibilityDecision) -> dict[str, Any]:
    """All that the pages show of one decision, for somebody who may read so much of it."""
    read, today = sheet(request.user, decision), timezone.localdate()
    ruling = ruling_of(decision)
    shown: dict[str, Any] = {
        "decision": decision,
        "ruling": ruling,
        "members": list(ruling.members.order_by("pk")) if ruling else [],
        "who": name_of(decision.by),
        "record": None,
        "grounds": [],
        "changed": (),
        "replay": None,
        "words": "",
        "unanswered": decision.outcome in UNANSWERED,
        **{
            f"may_{verb}": may(request.user, f"assessment.{name}", decision)
            for verb, name in (
                ("accept", "accept"),
                ("override", "override"),
                ("panel", "record_panel"),
            )
        },
    }
    if "record" in read:
        kept = decision.decision
        shown |= {
            "record": spoken(kept),
            "grounds": [spoken(each) for each in decision.kept["grounds"]],
            "missing": missing_facts(kept, decision.referral),
            "replay": replay_of(decision, today=today),
            "changed": facts_changed(decision, on=today),
            "words": sheet(request.user, ruling).words if ruling else "",
        }
    return shown
