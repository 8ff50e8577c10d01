"""What other systems say of somebody, beside our record; asking them again; taking it over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desist.casework.access import Role, fetch, may, note_reading, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.records.editable import StaleVersion
from desist.casework.upstream.actions import TakenOver, take_over
from desist.casework.upstream.forms import AskForm, TakeOverForm
from desist.casework.upstream.models import Look
from desist.casework.upstream.queries.difference import Difference, differences_of
from desist.casework.upstream.queries.look import Known, known_to
from desist.casework.upstream.refresh import look_again
from desist.casework.upstream.words import Said, in_words

WRITERS = frozenset({Role.REFERRER, Role.MANAGER})


@route(roles=CASE_ROLES)
def of(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Each system: when it was asked, whether it answered, and where it says otherwise than we."""
    person = fetch(request.user, Person, person_id, "upstream.look", related=("team__unit",))
    known = known_to(request.user, person)
    note_reading("upstream.of", [each.answer.reference for each in known if each.answer])
    context = {
        "person": person,
        "today": timezone.localdate(),
        "systems": [(each, list(_said(request, each))) for each in known],
        "form": AskForm(actor=request.user),
    }
    return render(request, "upstream/of.html", context)


def _said(request: HttpRequest, known: Known) -> Iterator[tuple[Said, int, Any]]:
    """Each sentence that differs, in words, with its number and the form that takes it over."""
    if known.answer is None:
        return
    takes = may(request.user, "upstream.take_over", known.answer)
    for number, each in enumerate(differences_of(known.answer)):
        form = TakeOverForm(actor=request.user) if takes else None
        yield in_words(each), number, form


@route(roles=CASE_ROLES)
@require_POST
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask every system now."""
    person = fetch(request.user, Person, person_id, "upstream.look", related=("team__unit",))
    if AskForm(request.POST, actor=request.user).is_valid():
        look_again(person, by=request.user, at=timezone.now())
    return redirect("upstream:of", person.public_id)


@route(roles=WRITERS)
@require_POST
def take(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Put one sentence on our record as it is said there."""
    related = ("person__team__unit",)
    found = fetch(request.user, Look, public_id, "upstream.take_over", related=related)
    differ: Sequence[Difference] = differences_of(found)
    if number >= len(differ):
        raise Http404
    if TakeOverForm(request.POST, actor=request.user).is_valid():
        theirs = differ[number].theirs
        try:
            take_over(look=found, sentence=theirs, by=request.user, at=timezone.now())
            messages.success(request, _("On our record now, as it is said there."))
        except (TakenOver, StaleVersion):
            messages.warning(request, _("Our record changed meanwhile: look at it again."))
    return redirect("upstream:of", found.person.public_id)
