"""Two coders differ: a named person settles each item and says why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.assessment.actions.second_coding import settle_differences
from desist.casework.assessment.forms.coding import in_plain_words
from desist.casework.assessment.forms.settling import SettlingForm
from desist.casework.assessment.models import Coding
from desist.casework.assessment.queries.finding import second_of
from desist.casework.assessment.queries.guide import guide_of
from desist.casework.assessment.views.frame import ASSESSORS, PERSON, about
from desist.casework.records.editable import StaleVersion

RELATED = (*(f"referral__{each}" for each in PERSON), "coder")


@route(roles=ASSESSORS)
def settle(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """Every item on which the two codings differ, side by side."""
    coding = fetch(request.user, Coding, coding_id, "assessment.settle", related=RELATED)
    second = second_of(request.user, coding)
    if second is None:
        raise Http404
    one, other = coding.items, second.items
    items = [each for each in guide_of(coding).items if one.get(each.id) != other.get(each.id)]
    words = [
        tuple(in_plain_words(each, held.get(each.id)) for held in (one, other)) for each in items
    ]
    initial = {"read_version": coding.version}
    form = SettlingForm(
        request.POST or None, actor=request.user, items=items, words=words, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            agreed = settle_differences(
                coding=coding,
                read_version=form.cleaned_data["read_version"] or 0,
                settled=form.settled,
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion:
            messages.warning(request, _("Somebody else settled it just now."))
            return redirect("assessment:coding", coding.public_id)
        messages.success(request, _("Settled. The agreed coding counts from now on."))
        return redirect("assessment:coding", agreed.public_id)
    context = about(coding.referral, coding=coding, second=second, form=form)
    return render(request, "assessment/settle.html", context)
