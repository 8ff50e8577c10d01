"""One person's rights on one page, the purposes by their law, and what stands on record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Level, Role, fetch, listing, may, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.rights.actions.ending import hold_record, release_hold
from desist.casework.rights.actions.requesting import lift_limit, limit_use, note_disagreement
from desist.casework.rights.apps import TAKERS
from desist.casework.rights.forms import HoldForm, LimitForm, NoteForm
from desist.casework.rights.law import rights_on
from desist.casework.rights.models import LegalHold, LimitOnUse
from desist.casework.rights.queries.requesting import (
    list_decisions_of,
    list_limits_of,
    list_notes_of,
    list_requests_of,
)
from desist.casework.rights.queries.retention import list_holds_of

PLACE = ("team__unit__region", "practitioner")


@route(roles=TAKERS)
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What somebody asked for, what limits the use of their records, what they disagree with."""
    person = fetch(request.user, Person, person_id, "rights.of", related=PLACE)
    today = timezone.localdate()
    rule = rights_on(today)
    manages = may(request.user, "rights.manage", person)
    requests = listing(list_requests_of(request.user, person), verb="rights.requests").rows
    context = {
        "person": person,
        "today": today,
        "requests": requests,
        "kinds": {each.id: each.title for each in rule.request},
        "grounds": {each.id: each.title for each in rule.ground},
        "limits": listing(list_limits_of(request.user, person), verb="rights.limits").rows,
        "notes": listing(list_notes_of(request.user, person), verb="rights.notes").rows,
        "decisions": list_decisions_of(request.user, person),
        "holds": list(list_holds_of(request.user, person)) if manages else [],
        "manages": manages,
        "may_ask": may(request.user, "rights.ask", person),
    }
    return render(request, "rights/of.html", context)


@route(roles=CASE_ROLES | {Role.LEAD, Role.AUDITOR, Role.EVALUATOR})
def purposes(request: HttpRequest) -> HttpResponse:
    """What data is used for here, and which law holds for each use."""
    rule = rights_on(timezone.localdate())
    regimes = {each.id: each.title for each in rule.regime}
    return render(request, "rights/purposes.html", {"rule": rule, "regimes": regimes})


@route(roles=TAKERS)
def note(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep what somebody says against a record."""
    person = fetch(request.user, Person, person_id, "rights.note", related=PLACE)
    form = NoteForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"person": person, "about": "", "on": timezone.localdate(), **form.values}
        note_disagreement(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Kept beside the record."))
        return redirect("rights:of", person.public_id)
    heading = _("Note of disagreement")
    return _form(request, person, form, heading=heading, button=_("Keep"))


@route(roles={Role.MANAGER})
def limit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Limit what records are used for."""
    person = fetch(request.user, Person, person_id, "rights.limit", related=PLACE)
    today = timezone.localdate()
    form = LimitForm(request.POST or None, actor=request.user, rule=rights_on(today))
    if request.method == "POST" and form.is_valid():
        given = {"person": person, "begins_on": today, **form.values}
        limit_use(**given, by=request.user, at=timezone.now())
        messages.success(request, _("The use of these records is limited from today."))
        return redirect("rights:of", person.public_id)
    heading = _("Limit the use of records")
    return _form(request, person, form, heading=heading, button=_("Limit use"))


@route(roles={Role.MANAGER})
@require_POST
def lift(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Use records as before."""
    found = fetch(request.user, LimitOnUse, public_id, "rights.lift_limit", related=("person",))
    lift_limit(limit=found, on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("The limit is lifted."))
    return redirect("rights:of", found.person.public_id)


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
def hold(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Keep a record from being erased while the law needs it."""
    person = fetch(request.user, Person, person_id, "rights.hold", related=PLACE)
    form = HoldForm(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"person": person, "on": timezone.localdate(), **form.values}
        hold_record(**given, by=request.user, at=timezone.now())
        messages.success(request, _("Nothing of this record can be erased while the hold stands."))
        return redirect("rights:of", person.public_id)
    return _form(request, person, form, heading=_("Legal hold"), button=_("Hold"))


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
@require_POST
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The law needs it no longer."""
    found = fetch(request.user, LegalHold, public_id, "rights.release", related=("person",))
    release_hold(hold=found, on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("The hold is lifted."))
    return redirect("rights:of", found.person.public_id)


def _form(
    request: HttpRequest, person: Person, form: object, *, heading: str, button: str
) -> HttpResponse:
    context = {
        "person": person,
        "today": timezone.localdate(),
        "form": form,
        "heading": heading,
        "button": button,
    }
    return render(request, "rights/form.html", context)
