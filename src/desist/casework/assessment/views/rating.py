"""Rating treatment needs, each with the evidence for it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import note_reading, route
from desist.casework.assessment.actions.rating import rate_needs
from desist.casework.assessment.forms.rating import RatingForm
from desist.casework.assessment.queries.coded import current_ratings
from desist.casework.assessment.queries.overview import needs_rule
from desist.casework.assessment.views.frame import ASSESSORS, about, referral_for


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
    context = about(referral, form=form, rule=rule, held=held)
    return render(request, "assessment/rate.html", context)
