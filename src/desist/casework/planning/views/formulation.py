"""The formulation of a referral: as a diagram, its versions, writing it, printing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import fetch, may, route
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.pages.speech import speech
from desist.casework.planning.actions.formulation import change_formulation, write_formulation
from desist.casework.planning.forms.formulation import AccountForm, FormulationForm
from desist.casework.planning.models import Account, Formulation, FormulationRevision
from desist.casework.planning.policy import PLANNERS
from desist.casework.planning.queries.case import assess, rules_on
from desist.casework.planning.queries.formulation import (
    formulation_of,
    is_account_expected,
    known_before,
)
from desist.casework.planning.queries.formulation_sheet import sheet_of
from desist.casework.records.editable import StaleVersion
from desist.casework.referrals.models import Referral
from desist.documents.formulation_page import STYLE, formulation_page
from desist.documents.page import stylesheet_digest
from desist.documents.pdf import pdf_from
from desist.programme.formulation import FormulationRule

FORMS = {"with-account": Account.WITH, "without-account": Account.WITHOUT}
"""As they stand in an address."""
RELATED = ("person__team__unit",)


@route(roles=PLANNERS)
def formulation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is written, as a diagram, with its table and its versions."""
    found = _fetch(request, public_id)
    person = found.referral.person
    context = {
        "formulation": found,
        "sheet": sheet_of(found),
        "revisions": found.revisions.order_by("-number"),
        "name_of": name_of,
        "person": person,
        "today": timezone.localdate(),
        "may_change": may(request.user, "planning.reformulate", found),
        "slug": _slug(found.form),
    }
    return render(request, "planning/formulation.html", context)


@route(roles=PLANNERS)
def begin(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Choose the form; whoever denies the offence needs to give no account of it."""
    referral = fetch(request.user, Referral, referral_id, "planning.formulate", related=RELATED)
    written = formulation_of(referral)
    if written is not None:
        return redirect("planning:formulation", written.public_id)
    expected = is_account_expected(assess(referral, on=timezone.localdate()))
    initial = {"form": Account.WITH if expected else Account.WITHOUT}
    form = AccountForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect("planning:write", referral.public_id, _slug(form.values["form"]))
    context = {"form": form, "person": referral.person, "today": timezone.localdate()}
    return render(request, "planning/formulation_begin.html", context)


@route(roles=PLANNERS)
def write(request: HttpRequest, referral_id: UUID, form: str) -> HttpResponse:
    """Write it, or write it anew."""
    if form not in FORMS:
        raise Http404
    referral = fetch(request.user, Referral, referral_id, "planning.formulate", related=RELATED)
    written = formulation_of(referral)
    typed = _form(request, referral, written, FORMS[form])
    context = {
        "form": typed,
        "slug": form,
        "referral": referral,
        "formulation": written,
        "person": referral.person,
        "today": timezone.localdate(),
        "differences": None,
    }
    if request.method != "POST" or not typed.is_valid():
        return render(request, "planning/formulation_write.html", context)
    values = {**typed.values, "form": FORMS[form]}
    try:
        saved = _save(request, referral, written, typed, values)
    except StaleVersion as stale:
        context |= differences(typed, stale.stored, name_of=name_of)
        return render(request, "planning/formulation_write.html", context, status=409)
    messages.success(request, _("Saved."))
    return redirect("planning:formulation", saved.public_id)


def _save(
    request: HttpRequest,
    referral: Referral,
    written: Formulation | None,
    form: FormulationForm,
    values: dict[str, Any],
) -> Formulation:
    """Store what was typed.

    Raises:
        StaleVersion: somebody else wrote or changed it in between.
    """
    done = {"values": values, "by": request.user, "at": timezone.now()}
    read_version = form.cleaned_data["read_version"]
    if written is None:
        try:
            return write_formulation(referral=referral, **done)
        except IntegrityError:
            first = formulation_of(referral)
            if first is None:
                raise
            raise StaleVersion(first) from None
    return change_formulation(formulation=written, read_version=read_version or 0, **done)


def _form(
    request: HttpRequest, referral: Referral, written: Formulation | None, account: str
) -> FormulationForm:
    today = timezone.localdate()
    rule = rules_on(today).one(FormulationRule)
    known, initial = {}, {}
    if written is None:
        known = known_before(referral, assess(referral, on=today), on=today)
        initial = {name: each.value for name, each in known.items()}
    else:
        names = FormulationForm.base_fields
        initial = {name: getattr(written, name) for name in names if hasattr(written, name)}
        initial["read_version"] = written.version
    return FormulationForm(
        request.POST or None,
        actor=request.user,
        account=account,
        kinds=rule.form_called(account).kinds,
        known=known,
        initial=initial,
    )


@route(roles=PLANNERS)
def version(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An earlier state, as it was written then."""
    related = ("of__referral__person__team__unit", "of__written_by")
    revision = fetch(request.user, FormulationRevision, public_id, related=related)
    context = {
        "formulation": revision.of,
        "sheet": sheet_of(revision.of, revision),
        "revision": revision,
        "who": name_of(revision.by),
        "person": revision.of.referral.person,
        "today": timezone.localdate(),
    }
    return render(request, "planning/formulation_version.html", context)


@route(roles=PLANNERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def paper(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The formulation on paper: ``html`` to look at and print, ``pdf`` tagged for a file."""
    if kind not in ("html", "pdf"):
        raise Http404
    page = formulation_page(sheet_of(_fetch(request, public_id)), term=speech().term)
    if kind == "html":
        return HttpResponse(page)
    answer = HttpResponse(pdf_from(page), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="formulation.pdf"'
    return answer


def _fetch(request: HttpRequest, public_id: UUID) -> Formulation:
    related = ("referral__person__team__unit", "written_by")
    return fetch(request.user, Formulation, public_id, related=related)


def _slug(form: str) -> str:
    return next(slug for slug, value in FORMS.items() if value == form)
