"""Writing a referral: a list of steps, each saved by itself, then a check of all answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import fetch, route
from desist.casework.people.models import Person
from desist.casework.referrals.actions import (
    AlreadyReferred,
    NotFinished,
    StepChanged,
    begin_draft,
    drop_draft,
    save_step,
    send_draft,
)
from desist.casework.referrals.draft_form import draft_form
from desist.casework.referrals.draft_summary import answers_of
from desist.casework.referrals.forms import SendForm
from desist.casework.referrals.models import ReferralDraft
from desist.casework.referrals.policy import REFERRERS
from desist.casework.referrals.step import STEPS, step_after, step_called

RELATED = ("person__team__unit",)


@route(roles=REFERRERS)
@require_POST
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin to write a referral, or go on with the one that was begun."""
    person = fetch(request.user, Person, person_id, "referrals.refer")
    draft = begin_draft(person=person, by=request.user, at=timezone.now())
    return redirect("referrals:draft", draft.public_id)


@route(roles=REFERRERS)
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The steps, and which are done."""
    found = _fetch(request, public_id)
    done = found.answered
    context = {
        **_context(found),
        "steps": [(each, each.id in done) for each in STEPS],
        "is_ready": all(each.id in done for each in STEPS if each.needed),
    }
    return render(request, "referrals/draft.html", context)


@route(roles=REFERRERS)
def step(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """One step: save it, and go on to the next.

    Raises:
        Http404: there is no such step, or it has a page of its own.
    """
    found, part = _fetch(request, public_id), step_called(step)
    if part is None or step == "offences":
        raise Http404
    form = draft_form(request, found, step)
    context = {**_context(found), "form": form, "step": part, "stored": ()}
    if request.method == "POST" and form.is_valid():
        try:
            save_step(
                draft=found,
                step=step,
                read_version=(form.cleaned_data["read_version"] or 1) - 1,
                values=form.answers,
                by=request.user,
                at=timezone.now(),
            )
        except StepChanged as changed:
            form.data = form.data.copy()
            form.data["read_version"] = str(changed.draft.version_of(step) + 1)
            stored = [row for row in answers_of(changed.draft) if row.step.id == step]
            context |= {"stored": stored}
            return render(request, "referrals/draft_step.html", context, status=409)
        following = step_after(step)
        if following is None or following.id in found.answered:
            return redirect("referrals:draft", found.public_id)
        return redirect(_address(following.id), *_ids(found, following.id))
    return render(request, "referrals/draft_step.html", context)


@route(roles=REFERRERS)
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All answers, to be checked and sent. Sent again, it leads to the referral that it became."""
    found = fetch(request.user, ReferralDraft, public_id, related=(*RELATED, "referral"))
    if found.referral is not None:
        return redirect("referrals:referral", found.referral.public_id)
    found = _fetch(request, public_id)
    form = SendForm(request.POST or None, actor=request.user)
    context = {**_context(found), "form": form, "answers": answers_of(found), "already": None}
    if request.method == "POST" and form.is_valid():
        try:
            made = send_draft(draft=found, by=request.user, at=timezone.now())
        except NotFinished:
            return redirect("referrals:draft", found.public_id)
        except AlreadyReferred as already:
            context |= {"already": already.referral}
            return render(request, "referrals/check.html", context, status=409)
        messages.success(request, _("The referral was made."))
        return redirect("referrals:referral", made.public_id)
    return render(request, "referrals/check.html", context)


@route(roles=REFERRERS)
@require_POST
def drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write it no further."""
    found = _fetch(request, public_id)
    drop_draft(draft=found, by=request.user, at=timezone.now())
    messages.success(request, _("The referral that was begun is dropped."))
    return redirect("referrals:of", found.person.public_id)


def _fetch(request: HttpRequest, public_id: UUID) -> ReferralDraft:
    verb = "referrals.save_step"
    return fetch(request.user, ReferralDraft, public_id, verb, related=RELATED)


def _context(found: ReferralDraft) -> dict[str, Any]:
    return {"draft": found, "person": found.person, "today": timezone.localdate()}


def _address(step: str) -> str:
    return "referrals:draft_offences" if step == "offences" else "referrals:draft_step"


def _ids(found: ReferralDraft, step: str) -> tuple[Any, ...]:
    return (found.public_id,) if step == "offences" else (found.public_id, step)
