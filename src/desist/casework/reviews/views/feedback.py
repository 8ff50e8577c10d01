"""Recording what a participant says of a module."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, route
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.actions.feedback import record_feedback
from desist.casework.reviews.forms.feedback import FeedbackForm
from desist.casework.reviews.policy import HEARERS
from desist.casework.reviews.queries.feedback import modules_of


@route(roles=HEARERS)
def feedback(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """In their words."""
    related = ("person__team__unit",)
    found = fetch(request.user, Enrolment, public_id, "reviews.feed_back", related=related)
    today = timezone.localdate()
    form = FeedbackForm(request.POST or None, actor=request.user, initial={"given_on": today})
    form.fields["module"].choices = list(modules_of(found).items())
    form.fields["given_on"].latest = today
    if request.method == "POST" and form.is_valid():
        record_feedback(enrolment=found, values=form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("reviews:of", found.person.public_id)
    context = {"form": form, "person": found.person, "today": today}
    return render(request, "reviews/feedback.html", context)
