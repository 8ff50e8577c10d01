"""The register of a group's session: one page, a row a member, saved once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desist.casework.access import fetch, note_reading, readable, route
from desist.casework.delivery.actions.register import RegisterOvertaken, keep_register
from desist.casework.delivery.actions.session_record import RecordedAlready
from desist.casework.delivery.forms.register import RegisterForm
from desist.casework.delivery.models import Attendance, SessionRecord
from desist.casework.delivery.policy import RECORDERS
from desist.casework.delivery.queries.register import Register, register_of
from desist.casework.delivery.register_sheet import register_document
from desist.casework.groups.models import GroupSession
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.part import roles_in
from desist.casework.pages.paper import paper
from desist.casework.records.editable import StaleVersion
from desist.documents.block_page import STYLE
from desist.documents.page import stylesheet_digest
from desist.documents.pdf import PdfUnavailable

RELATED = ("group", "room__place", "facilitator", "co_facilitator")
CAME = "came"


@route(roles=RECORDERS)
def register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who came, for how long and how; what somebody else said meanwhile is shown beside it."""
    found = fetch(request.user, GroupSession, public_id, "delivery.keep_register", related=RELATED)
    if found.day > timezone.localdate():
        raise Http404
    held = register_of(request.user, found)
    note_reading("delivery.register", [each.part.reference for each in held.rows])
    form = _form(request, found, held)
    if request.method == "POST" and form.is_valid():
        return _save(request, found, form)
    return render(request, "delivery/register.html", _context(request, form))


@route(roles=RECORDERS)
@csp_update({"style-src": [f"'{stylesheet_digest(STYLE)}'"]})
def on_paper(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The register on paper: ``html`` to look at, ``pdf`` tagged, ``docx`` for Word."""
    found = fetch(request.user, GroupSession, public_id, "delivery.keep_register", related=RELATED)
    held = register_of(request.user, found)
    note_reading("delivery.register", [each.part.reference for each in held.rows])
    try:
        return paper(register_document(found, held), kind, name=f"register-{found.number}")
    except PdfUnavailable:
        messages.warning(request, _("No PDF can be written on this server. Use Word or print."))
        return redirect("groups:session", public_id)


def _form(request: HttpRequest, session: GroupSession, held: Register) -> RegisterForm:
    marked = Attendance.COMPLIED.value if request.GET.get("all") == CAME else ""
    return RegisterForm(
        request.POST or None,
        actor=request.user,
        session=session,
        register=held,
        titles=course_of(session.group).titles,
        marked=marked,
    )


def _save(request: HttpRequest, session: GroupSession, form: RegisterForm) -> HttpResponse:
    marks, note = form.marks, form.note
    if not marks and note is None:
        messages.warning(request, _("Nothing was changed."))
        return redirect("delivery:register", session.public_id)
    given = {"session": session, "marks": marks, "note": note}
    try:
        keep_register(**given, by=request.user, at=timezone.now())
    except RegisterOvertaken as overtaken:
        stored = overtaken.note.version if overtaken.note else None
        form.rebase(overtaken.records, stored)
        context = _context(request, form, overtaken=overtaken.records, note=overtaken.note)
        return render(request, "delivery/register.html", context, status=409)
    except (RecordedAlready, StaleVersion):
        context = _context(request, form) | {"moved": True}
        return render(request, "delivery/register.html", context, status=409)
    left = sum(each.record is None for each in register_of(request.user, session).rows)
    if left:
        said = ngettext(
            "Saved. %(num)s member is not marked yet.",
            "Saved. %(num)s members are not marked yet.",
            left,
        ) % {"num": left}
        messages.success(request, said)
        return redirect("delivery:register", session.public_id)
    messages.success(request, _("Saved."))
    return redirect("groups:group", session.group.public_id)


def _context(
    request: HttpRequest,
    form: RegisterForm,
    *,
    overtaken: dict[int, SessionRecord] | None = None,
    note: Any = None,
) -> dict[str, Any]:
    session, parts = form.session, [each.part for each in form.register.rows]
    return {
        "form": form,
        "session": session,
        "group": session.group,
        "course": course_of(session.group),
        "others": form.register.others,
        "roles": roles_in(request.user, parts),
        "overtaken": overtaken or {},
        "overtaken_note": note,
        "moved": False,
        "reads_notes": "note" in readable(request.user, SessionRecord),
        "marks": list(Attendance.choices),
    }
