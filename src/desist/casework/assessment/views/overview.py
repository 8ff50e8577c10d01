"""One person's assessment: what is done, what is missing, and what comes next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from desist.casework.access import fetch, may, note_reading, route
from desist.casework.assessment.policy import is_blind
from desist.casework.assessment.queries.overview import parts_of, second_codings_waiting
from desist.casework.assessment.views.frame import READERS
from desist.casework.people.models import Person
from desist.casework.referrals.models import Referral
from desist.casework.referrals.queries import list_referrals_of


@route(roles=READERS)
def overview(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The assessments of one person, the newest referral first."""
    related = ("team__unit__region", "practitioner")
    person = fetch(request.user, Person, person_id, related=related)
    referrals = list(list_referrals_of(request.user, person))
    note_reading("assessment.overview", [each.reference for each in referrals])
    shown = [
        {
            "referral": each,
            "parts": parts_of(request.user, each, on=timezone.localdate()),
            "blind": is_blind(request.user, each.pk),
            "second": second_codings_waiting(request.user, each),
            "may_assess": may(request.user, "assessment.assess", each),
        }
        for each in referrals[:3]
    ]
    context = {"person": person, "today": timezone.localdate(), "shown": shown}
    return render(request, "assessment/overview.html", context)


@route(roles=READERS)
def of_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Where a task leads: to the assessment of whoever was referred."""
    referral = fetch(request.user, Referral, referral_id, related=("person__team__unit",))
    return redirect("assessment:overview", referral.person.public_id)
