"""A request: taken, read, answered; the notice of a decision, and another look at it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, listing, may, route, sheet
from desist.casework.accounts.queries import name_of
from desist.casework.assessment.models import EligibilityDecision
from desist.casework.pages.conflict import differences
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion
from desist.casework.rights.actions.requesting import answer_request, take_request
from desist.casework.rights.apps import TAKERS
from desist.casework.rights.forms import ReplyForm, RequestForm, ReviewForm
from desist.casework.rights.law import rights_of, rights_on
from desist.casework.rights.models import RightsRequest
from desist.casework.rights.notice import notice_of
from desist.casework.rights.queries.requesting import list_copies_of

RELATED = ("person__team__unit", "received_by", "answered_by", "not_for")


@route(roles=TAKERS)
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody asks for something."""
    person = fetch(request.user, Person, person_id, "rights.ask", related=("team__unit",))
    today = timezone.localdate()
    rule = rights_on(today)
    form = RequestForm(
        request.POST or None,
        actor=request.user,
        rule=rule,
        today=today,
        initial={"received_on": today},
    )
    if request.method == "POST" and form.is_valid():
        made = take_request(person=person, **form.values, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded. A manager is asked to answer in time."))
        return redirect("rights:request", made.public_id)
    heading = _("Record a request")
    context = {"person": person, "today": today, "form": form, "heading": heading}
    return render(request, "rights/form.html", context | {"button": _("Record request")})


@route(roles=TAKERS)
def request_(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One request, and what became of it."""
    found = fetch(request.user, RightsRequest, public_id, related=RELATED)
    rule = rights_of(found.rule_version)
    kind = rule.request_of(found.kind)
    outcomes = {each.id: each.title for each in kind.outcome}
    recipients = {each.id: each.title for each in rule.recipient}
    copies = listing(list_copies_of(request.user, found), verb="rights.copies").rows
    context = {
        "asked": found,
        "person": found.person,
        "today": timezone.localdate(),
        "read": sheet(request.user, found),
        "kind": kind,
        "outcome": outcomes.get(found.outcome, ""),
        "copies": copies,
        "recipients": recipients,
        "may_answer": may(request.user, "rights.answer", found),
        "may_copy": may(request.user, "rights.give_copy", found),
    }
    return render(request, "rights/request.html", context)


@route(roles={Role.MANAGER})
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decide on a request."""
    found = fetch(request.user, RightsRequest, public_id, "rights.answer", related=RELATED)
    kind = rights_of(found.rule_version).request_of(found.kind)
    initial = {"read_version": found.version}
    form = ReplyForm(request.POST or None, actor=request.user, kind=kind, initial=initial)
    context = {
        "asked": found,
        "person": found.person,
        "today": timezone.localdate(),
        "form": form,
        "kind": kind,
        "differences": None,
    }
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(
                request=found,
                read_version=form.cleaned_data["read_version"] or 0,
                **form.values,
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "rights/answer.html", context, status=409)
        messages.success(request, _("Answered."))
        return redirect("rights:request", public_id)
    return render(request, "rights/answer.html", context)


@route(roles=TAKERS)
def notice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A decision in plain words, and the request for another person to look."""
    related = ("referral__person__team__unit", "ruling__ruled_by")
    found = fetch(
        request.user, EligibilityDecision, public_id, related=related,
        within={"ruling__isnull": False},
    )  # fmt: skip
    person, ruling = found.referral.person, found.ruling
    form = ReviewForm(request.POST or None, actor=request.user)
    may_ask = may(request.user, "rights.ask", person)
    if request.method == "POST" and may_ask and form.is_valid():
        made = take_request(
            person=person,
            kind="review",
            **form.values,
            received_on=timezone.localdate(),
            about=found.reference,
            not_for=ruling.ruled_by,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Another manager is asked to look at it."))
        return redirect("rights:request", made.public_id)
    said = notice_of(found.decision, outcome=ruling.outcome, decided_on=ruling.ruled_on)
    context = {
        "person": person,
        "today": timezone.localdate(),
        "notice": said,
        "ruling": ruling,
        "form": form,
        "may_ask": may_ask,
    }
    return render(request, "rights/notice.html", context)
