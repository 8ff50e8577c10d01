"""One review: the three views, the steps, and recording that it was held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route, sheet
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion
from desist.casework.reviews.actions.review import (
    ViewMissing,
    correct_review,
    decide_step,
    finish_step,
    hold_review,
    say_view,
)
from desist.casework.reviews.forms.review import DoneForm, HoldForm, StepForm, ViewForm
from desist.casework.reviews.models import Party, Review, ReviewStep
from desist.casework.reviews.policy import PARTIES, READERS
from desist.casework.reviews.policy.party import speaks_for
from desist.casework.reviews.queries.review import steps_of, title_of, view_of, views_of

RELATED = ("enrolment__person__team__unit", "enrolment__person__practitioner", "recorded_by")
HELD = ("held_on", "summary", "accord", "own_words", "without")


@route(roles=READERS)
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What each party says, what was decided, and what is to be done next."""
    found = fetch(request.user, Review, public_id, related=RELATED)
    views = views_of(request.user, found)
    context = _about(request, found) | {
        "read": sheet(request.user, found),
        "views": views,
        "steps": steps_of(request.user, found),
        "all_said": all(view is not None for _party, view, _mine in views),
        "may_say": may(request.user, "reviews.say", found),
        "may_hold": may(request.user, "reviews.hold", found),
        "may_correct": may(request.user, "reviews.correct", found),
        "may_decide": may(request.user, "reviews.decide_step", found),
    }
    return render(request, "reviews/review.html", context)


@route(roles=PARTIES)
def say(request: HttpRequest, public_id: UUID, party: str) -> HttpResponse:
    """One party's view; both versions are shown where somebody else wrote it first."""
    found = fetch(request.user, Review, public_id, "reviews.say", related=RELATED)
    if party not in Party.values or not speaks_for(request.user, party):
        raise Http404
    view = view_of(request.user, found, party)
    initial = {"words": view.words, "read_version": view.version} if view else {}
    form = ViewForm(request.POST or None, actor=request.user, initial=initial)
    context = _about(request, found) | {"form": form, "party": Party(party), "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            say_view(
                review=found,
                party=party,
                read_version=form.cleaned_data["read_version"] or 0,
                words=form.values["words"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "reviews/say.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("reviews:review", found.public_id)
    return render(request, "reviews/say.html", context)


@route(roles=PARTIES)
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One thing to be done."""
    found = fetch(request.user, Review, public_id, "reviews.decide_step", related=RELATED)
    form = StepForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        decide_step(review=found, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("reviews:review", found.public_id)
    return render(request, "reviews/decide.html", _about(request, found) | {"form": form})


@route(roles=PARTIES)
def step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What came of a step."""
    related = ("review__enrolment__person__team__unit",)
    found = fetch(request.user, ReviewStep, public_id, "reviews.finish_step", related=related)
    today = timezone.localdate()
    initial = {"done_on": found.done_on or today, "result": found.result}
    initial["read_version"] = found.version
    form = DoneForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["done_on"].latest = today
    context = _about(request, found.review) | {"form": form, "step": found, "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            finish_step(
                step=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "reviews/step.html", context, status=409)
        messages.success(request, _("Saved."))
        return redirect("reviews:review", found.review.public_id)
    return render(request, "reviews/step.html", context)


@route(roles=PARTIES)
def hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record that it was held, or correct what was recorded."""
    found = fetch(request.user, Review, public_id, "reviews.decide_step", related=RELATED)
    initial: dict[str, Any] = {"read_version": found.version, "held_on": timezone.localdate()}
    if found.is_held:
        initial |= {name: getattr(found, name) for name in HELD}
    form = HoldForm(request.POST or None, actor=request.user, initial=initial)
    form.fields["held_on"].latest = timezone.localdate()
    context = _about(request, found) | {"form": form, "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            _hold(request, found, form)
        except ViewMissing as missing:
            words = ", ".join(str(Party(each).label).lower() for each in missing.parties)
            message = _("Nothing is written from: %(who)s. Say why, or go back and write it.")
            form.add_error("without", message % {"who": words})
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "reviews/hold.html", context, status=409)
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("reviews:review", found.public_id)
    return render(request, "reviews/hold.html", context)


def _hold(request: HttpRequest, review: Review, form: HoldForm) -> None:
    act = correct_review if review.is_held else hold_review
    act(
        review=review,
        read_version=form.cleaned_data["read_version"] or 0,
        values=form.values,
        by=request.user,
        at=timezone.now(),
    )


def _about(request: HttpRequest, review: Review) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "review": review,
        "title": title_of(review, on=today),
        "person": review.enrolment.person,
        "today": today,
    }
