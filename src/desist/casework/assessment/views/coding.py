"""Coding a tool page by page, looking over what was coded, and finishing it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route
from desist.casework.accounts.queries import name_of
from desist.casework.assessment.actions.coding import (
    finish_coding,
    give_up_coding,
    save_coding,
)
from desist.casework.assessment.forms.coding import CodingForm, in_plain_words, initial_of
from desist.casework.assessment.forms.plain import PlainForm
from desist.casework.assessment.models import Coding
from desist.casework.assessment.queries.finding import coding_faults, second_of, settled_of
from desist.casework.assessment.queries.guide import guide_of
from desist.casework.assessment.queries.risk import earlier_coding
from desist.casework.assessment.views.frame import ASSESSORS, PERSON, READERS, about
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion
from desist.programme.coding_guide import CodingGuide, CodingPage

RELATED = tuple(f"referral__{each}" for each in PERSON)


@route(roles=ASSESSORS)
def code(request: HttpRequest, coding_id: UUID, number: int) -> HttpResponse:
    """One page of a coding; saving leads to the next."""
    coding = fetch(request.user, Coding, coding_id, "assessment.save_coding", related=RELATED)
    guide = guide_of(coding)
    if not 1 <= number <= len(guide.page):
        raise Http404
    page = guide.page[number - 1]
    form = _form(request, coding, page)
    context = _context(request, coding, guide, page) | {"number": number, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            save_coding(
                coding=coding,
                read_version=form.cleaned_data["read_version"] or 0,
                items=form.items,
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, _as_fields(stale.stored, page), name_of=name_of)
            return render(request, "assessment/code.html", context, status=409)
        if number < len(guide.page):
            return redirect("assessment:code", coding.public_id, number + 1)
        return redirect("assessment:look_over", coding.public_id)
    return render(request, "assessment/code.html", context)


@route(roles=ASSESSORS)
def look_over(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """Everything that was coded, before it counts."""
    coding = fetch(request.user, Coding, coding_id, "assessment.finish_coding", related=RELATED)
    guide = guide_of(coding)
    form = PlainForm(
        request.POST or None, actor=request.user, initial={"read_version": coding.version}
    )
    faults = coding_faults(coding, on=timezone.localdate())
    if request.method == "POST" and form.is_valid() and not faults:
        given = {"coding": coding, "read_version": form.cleaned_data["read_version"] or 0}
        try:
            finish_coding(**given, on=timezone.localdate(), by=request.user, at=timezone.now())
        except StaleVersion:
            messages.warning(request, _("It was changed in another window. Look it over again."))
            return redirect("assessment:look_over", coding.public_id)
        messages.success(request, _("Finished. From now on this coding counts."))
        return redirect("assessment:coding", coding.public_id)
    context = about(
        coding.referral,
        coding=coding,
        guide=guide,
        form=form,
        faults=faults,
        pages=_answers(guide, coding),
    )
    return render(request, "assessment/look_over.html", context)


@route(roles=ASSESSORS)
def give_up(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """Leave a coding that was begun."""
    coding = fetch(request.user, Coding, coding_id, "assessment.give_up_coding", related=RELATED)
    form = PlainForm(
        request.POST or None, actor=request.user, initial={"read_version": coding.version}
    )
    if request.method == "POST" and form.is_valid():
        given = {"coding": coding, "read_version": form.cleaned_data["read_version"] or 0}
        try:
            give_up_coding(**given, by=request.user, at=timezone.now())
        except StaleVersion:
            messages.warning(request, _("It was changed in another window."))
        return redirect("assessment:overview", coding.referral.person.public_id)
    context = about(coding.referral, coding=coding, form=form)
    return render(request, "assessment/give_up.html", context)


@route(roles=READERS)
def coding(request: HttpRequest, coding_id: UUID) -> HttpResponse:
    """A finished coding: what was coded, by whom, and how a second coder coded it."""
    found = fetch(request.user, Coding, coding_id, related=(*RELATED, "coder", "checks"))
    second = second_of(request.user, found)
    guide = guide_of(found)
    differ = (
        ()
        if second is None
        else [
            (
                item,
                in_plain_words(item, found.items.get(item.id)),
                in_plain_words(item, second.items.get(item.id)),
            )
            for item in guide.items
            if found.items.get(item.id) != second.items.get(item.id)
        ]
    )
    context = about(
        found.referral,
        coding=found,
        guide=guide,
        second=second,
        differ=differ,
        settled=settled_of(found, guide),
        pages=_answers(guide, found),
        form=PlainForm(actor=request.user, initial={"read_version": found.version}),
        may_ask=may(request.user, "assessment.ask_second_coder", found),
        may_settle=may(request.user, "assessment.settle", found),
        may_code=may(request.user, "assessment.begin_coding", found.referral),
    )
    return render(request, "assessment/coding.html", context)


def _form(request: HttpRequest, coding: Coding, page: CodingPage) -> CodingForm:
    held = coding.items
    initial = {item.id: initial_of(item, held.get(item.id)) for item in page.item}
    return CodingForm(
        request.POST or None,
        actor=request.user,
        page=page,
        born_on=coding.referral.person.born_on,
        today=timezone.localdate(),
        held=held,
        initial=initial | {"read_version": coding.version},
    )


def _context(
    request: HttpRequest, coding: Coding, guide: CodingGuide, page: CodingPage
) -> dict[str, Any]:
    earlier = earlier_coding(request.user, coding)
    said = (
        {}
        if earlier is None
        else {item.id: in_plain_words(item, earlier.items.get(item.id)) for item in page.item}
    )
    return about(
        coding.referral,
        coding=coding,
        guide=guide,
        page=page,
        earlier=earlier,
        earlier_said=said,
        differences=None,
    )


def _answers(guide: CodingGuide, coding: Coding) -> list[tuple[int, CodingPage, list[Any]]]:
    held = coding.items
    return [
        (number, page, [(item, in_plain_words(item, held.get(item.id))) for item in page.item])
        for number, page in enumerate(guide.page, start=1)
    ]


def _as_fields(stored: Coding, page: CodingPage) -> Any:
    """A stored coding with its items as attributes, as a comparison of fields asks for them."""
    held = stored.items
    values = {item.id: initial_of(item, held.get(item.id)) for item in page.item}
    return SimpleNamespace(version=stored.version, revisions=stored.revisions, **values)
