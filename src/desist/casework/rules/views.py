"""Pages about rule sets: what the site judges by, one rule, adopting, seconding, withdrawing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Role, fetch, may, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.queries import name_of
from desist.casework.pages.conflict import differences
from desist.casework.records.editable import StaleVersion
from desist.casework.rules.actions import adopt_rule, second_adoption, withdraw_adoption
from desist.casework.rules.forms import AdoptionForm, SecondForm, WithdrawalForm
from desist.casework.rules.models import Adoption
from desist.casework.rules.policy import SECONDERS
from desist.casework.rules.queries import (
    RuleSet,
    changes_from_before,
    find_rule_set,
    history_of,
    list_rule_sets,
)

READERS = CASE_ROLES | {Role.LEAD, Role.EVALUATOR, Role.AUDITOR, Role.ADMINISTRATOR}


@route(roles=READERS)
def rule_sets(request: HttpRequest) -> HttpResponse:
    """Everything the site judges by, or could; those that ask for something first."""
    found = [each for each in list_rule_sets(request.user) if each.is_newest or each.adoption]
    waiting = [each for each in found if each.standing in ("proposed", "differs")]
    context = {"waiting": waiting, "rule_sets": found}
    return render(request, "rules/rule_sets.html", context)


@route(roles=READERS)
def rule_set(request: HttpRequest, rule: str, version: int) -> HttpResponse:
    """One version of one rule: source, grade, what is known against it, who adopted it."""
    found = _find(request, rule, version)
    adoption = found.adoption
    context = {
        "rule_set": found,
        "changes": changes_from_before(found),
        "history": history_of(request.user, rule),
        "may_adopt": found.standing == "not_adopted" and may(request.user, "rules.adopt"),
        "may_second": bool(adoption) and may(request.user, "rules.second", adoption),
        "may_forecast": request.user.standing.holds(*SECONDERS),
        "may_withdraw": bool(adoption) and may(request.user, "rules.withdraw", adoption),
    }
    return render(request, "rules/rule_set.html", context)


@route(roles={Role.MANAGER})
def adopt(request: HttpRequest, rule: str, version: int) -> HttpResponse:
    """Adopt a version, or propose it to a second person."""
    found = _find(request, rule, version)
    if found.standing != "not_adopted":
        return redirect("rules:rule", rule, version)
    form = AdoptionForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            adopt_rule(
                entry=found.entry,
                why=form.values["why"],
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except IntegrityError:
            messages.warning(request, _("Somebody else adopted this version just now."))
            return redirect("rules:rule", rule, version)
        takes_two = found.entry.adopters_needed == 2
        messages.success(
            request,
            _("Proposed. It takes effect when a second person agrees.")
            if takes_two
            else _("Adopted. From today this site judges by it."),
        )
        return redirect("rules:rule", rule, version)
    return render(request, "rules/adopt.html", {"form": form, "rule_set": found})


@route(roles=SECONDERS)
def second(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Be the second person, after reading what is known against the rule."""
    adoption = fetch(request.user, Adoption, public_id, "rules.second", related=("proposed_by",))
    found = _find(request, adoption.rule, adoption.rule_version)
    initial = {"read_version": adoption.version}
    form = SecondForm(request.POST or None, actor=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and not found.differs:
        try:
            second_adoption(
                adoption=adoption,
                read_version=form.cleaned_data["read_version"] or 0,
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion:
            messages.warning(request, _("Somebody else changed this adoption just now."))
        else:
            messages.success(request, _("Adopted. From today this site judges by it."))
        return redirect("rules:rule", adoption.rule, adoption.rule_version)
    context = {"form": form, "rule_set": found, "adoption": adoption}
    return render(request, "rules/second.html", context)


@route(roles={Role.MANAGER})
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Judge by it no longer, and say why."""
    adoption = fetch(request.user, Adoption, public_id, "rules.withdraw", related=("proposed_by",))
    found = _find(request, adoption.rule, adoption.rule_version)
    initial = {"read_version": adoption.version}
    form = WithdrawalForm(request.POST or None, actor=request.user, initial=initial)
    context = {"form": form, "rule_set": found, "differences": None}
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_adoption(
                adoption=adoption,
                read_version=form.cleaned_data["read_version"] or 0,
                because=form.values["withdrawn_because"],
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleVersion as stale:
            context |= differences(form, stale.stored, name_of=name_of)
            return render(request, "rules/withdraw.html", context, status=409)
        messages.success(request, _("Withdrawn. What was decided by it stays as it was decided."))
        return redirect("rules:rule", adoption.rule, adoption.rule_version)
    return render(request, "rules/withdraw.html", context)


def _find(request: HttpRequest, rule: str, version: int) -> RuleSet:
    found = find_rule_set(request.user, rule, version)
    if found is None:
        raise Http404
    return found
