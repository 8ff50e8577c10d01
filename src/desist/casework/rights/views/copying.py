"""The copy of what is held: looked through record by record, then given out."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from desist.casework.access import Level, Role, fetch, route
from desist.casework.access.fetch import note_reading
from desist.casework.rights.actions.copying import give_copy
from desist.casework.rights.bundle import BundleSection, as_record, bundle_of
from desist.casework.rights.forms import CopyForm
from desist.casework.rights.law import rights_of
from desist.casework.rights.models import RightsRequest
from desist.documents.pdf import PdfUnavailable, pdf_from
from desist.documents.subject_access import subject_access_page

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


@route(level=Level.CONFIRMED, roles={Role.MANAGER})
def copy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every record that would be given, with a choice beside it to leave it out; then the file."""
    related = ("person__team__unit",)
    found = fetch(request.user, RightsRequest, public_id, "rights.give_copy", related=related)
    rule = rights_of(found.rule_version)
    exemptions = {each.id: each.title for each in rule.exemption}
    form = CopyForm(request.POST or None, actor=request.user, rule=rule, initial={"form": "pdf"})
    sections = bundle_of(found.person)
    out = _left_out(request, sections, exemptions)
    note_reading("rights.bundle", [found.reference, found.person.reference])
    if request.method == "POST" and form.is_valid():
        try:
            return _give(request, found, sections, out, exemptions, form.values)
        except PdfUnavailable:
            form.add_error("form", _("This server cannot write PDF. Choose a web page"))
            messages.warning(request, _("Nothing was given out."))
    context = {
        "asked": found,
        "person": found.person,
        "today": timezone.localdate(),
        "form": form,
        "sections": sections,
        "exemptions": exemptions,
        "out": out,
    }
    return render(request, "rights/copy.html", context)


def _left_out(
    request: HttpRequest, sections: tuple[BundleSection, ...], exemptions: dict[str, str]
) -> dict[str, str]:
    chosen = {
        entry.row: request.POST.get(f"out-{entry.row}", "")
        for section in sections
        for entry in section.entries
    }
    return {row: why for row, why in chosen.items() if why in exemptions}


def _give(
    request: HttpRequest,
    found: RightsRequest,
    sections: tuple[BundleSection, ...],
    out: dict[str, str],
    exemptions: dict[str, str],
    chosen: dict[str, str],
) -> HttpResponse:
    record = as_record(
        sections,
        person=found.person,
        on=timezone.localdate(),
        left_out=out,
        exemptions=exemptions,
        demonstration=settings.DEMONSTRATION,
    )
    page = subject_access_page(record)
    form = chosen["form"]
    document = pdf_from(page) if form == "pdf" else page.encode()
    give_copy(
        request=found,
        recipient=chosen["recipient"],
        form=form,
        document=document,
        records=sum(len(each["entries"]) for each in record["sections"]),
        left_out=out,
        by=request.user,
        at=timezone.now(),
    )
    answer = HttpResponse(document, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="copy.{form}"'
    return answer
