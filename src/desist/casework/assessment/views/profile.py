"""The profile: scales against norms, deviance, pathway, needs; and a page for the participant."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import may, note_reading, route
from desist.casework.assessment.queries.profile import profile_of, shown_number
from desist.casework.assessment.queries.talk import talk_of
from desist.casework.assessment.views.frame import CLINICIANS, about, referral_for
from desist.documents.profile_chart import profile_axis


@route(roles=CLINICIANS)
def profile(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Everything that the battery and the assessor's ratings say."""
    referral = referral_for(request, referral_id)
    found = profile_of(referral, on=timezone.localdate())
    note_reading("assessment.profile", [each.reference for each in found.rated.values()])
    context = about(
        referral,
        profile=found,
        axis=profile_axis(),
        number=shown_number,
        may_assess=may(request.user, "assessment.assess", referral),
        may_withdraw=partial(may, request.user, "assessment.withdraw_fact"),
    )
    return render(request, "assessment/profile.html", context)


@route(roles=CLINICIANS)
def talk(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One page to talk it through with the participant, without jargon and without figures."""
    referral = referral_for(request, referral_id)
    found = talk_of(referral, on=timezone.localdate())
    note_reading("assessment.talk", [referral.reference, referral.person.reference])
    return render(request, "assessment/talk.html", about(referral, talk=found))
