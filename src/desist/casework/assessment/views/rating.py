"""Rating treatment needs, each with the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import note_reading, route
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.forms.rating import VALUES, RatingForm
from desist.casework.assessment.models import NeedRating
from desist.casework.assessment.queries.coded import current_ratings
from desist.casework.assessment.queries.overview import needs_rule
from desist.casework.assessment.views.frame import ASSESSORS, about, referral_for
from desist.casework.pages.environment import day
from desist.programme.need_rule import Need

MARKS = VALUES[1:]
"""The values in words, without the empty one."""


@route(roles=ASSESSORS)
def rate(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """All needs on one page, as they were rated last."""
    referral = referral_for(request, referral_id, "assessment.rate_needs")
    rule, held = needs_rule(on=timezone.localdate()), current_ratings(referral)
    note_reading("assessment.ratings", [each.reference for each in held.values()])
    initial = {f"value_{need}": str(each.value) for need, each in held.items()}
    initial |= {f"evidence_{need}": each.evidence for need, each in held.items()}
    form = RatingForm(request.POST or None, actor=request.user, needs=rule.need, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"referral": referral, "ratings": form.ratings, "on": timezone.localdate()}
        rate_needs(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("assessment:profile", referral.public_id)
    context = about(referral, form=form, marks=MARKS, rows=[_row(form, held, e) for e in rule.need])
    return render(request, "assessment/rate.html", context)


def _row(form: RatingForm, held: Mapping[str, NeedRating], need: Need) -> dict[str, Any]:
    """One need as a row of the grid, as it was typed or as it was rated last."""
    value, evidence = form[f"value_{need.id}"], form[f"evidence_{need.id}"]
    rated = held.get(need.id)
    last = ""
    if rated is not None:
        said = {"day": day(rated.rated_on), "who": rated.rated_by.full_name}
        last = _("Last rated on %(day)s by %(who)s.") % said
    return {
        "name": value.html_name,
        "label": need.title,
        "value": value.value() or "",
        "error": " ".join(value.errors),
        "evidence_name": evidence.html_name,
        "evidence": evidence.value() or "",
        "evidence_error": " ".join(evidence.errors),
        "last": last,
    }
