"""The report as a document: facts of the record in tables, the author's words apart from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from desist.casework.outcomes.models import FinalReport
from desist.casework.pages.environment import day, moment
from desist.documents.blocks import Block, Bullets, Document, Facts, Grid, Heading, Lines, Paragraph

MOVED = {
    "better": _("beyond error, in the wished direction"),
    "worse": _("beyond error, in the direction of a problem"),
    "moved": _("beyond error"),
    "none": _("not beyond error"),
    "no_norm": _("not judged: no norm"),
    "no_reliability": _("not judged: no reliability"),
    "awaiting_adoption": _("not judged: awaits adoption"),
}
AUTHORS = (
    ("summary", _("Summary")),
    ("progress", _("Progress, strengths and what is still open")),
    ("recommendations", _("What is recommended")),
)
"""The parts that the author writes, in the order of the report."""


def document_of(report: FinalReport) -> Document:
    """The report as it stands, ready to be written as a page, a PDF or a Word file."""
    held = report.assembled
    banner = _("Demonstration: everybody here is invented.") if held["demonstration"] else ""
    return Document(
        title=_("End-of-programme report"),
        language="en",
        readers=_("Confidential. For the person, their practitioner and those named as recipients"),
        version=_("Version %(number)s, assembled on %(day)s")
        % {"number": report.number, "day": day(report.assembled_on)},
        blocks=tuple(_blocks(report, held)),
        banner=banner,
    )


def _blocks(report: FinalReport, held: Mapping[str, Any]) -> Iterator[Block]:
    yield from _who(held)
    for name, title in AUTHORS[:1]:
        yield from _written(report, name, title)
    yield from _delivered(held)
    yield from _assessed(held)
    for name, title in AUTHORS[1:]:
        yield from _written(report, name, title)
    yield Heading(text=_("Signatures"))
    yield Paragraph(text=_signed(report))
    yield Lines(labels=(_("The person, to say that they have read it"),))
    yield Paragraph(
        text=_("Rules used: %(rules)s.") % {"rules": ", ".join(held["rules"]) or _("none")},
        quiet=True,
    )


def _who(held: Mapping[str, Any]) -> Iterator[Block]:
    person, programme = held["person"], held["programme"]
    pairs = [
        (_("Name"), person["name"]),
        (_("CRN"), person["crn"]),
        (_("Date of birth"), _day(person["born_on"])),
        (_("Programme"), f"{programme['title']}, {_('version')} {programme['version']}"),
        (_("Format"), programme["format"]),
        (_("Began"), _day(programme["began_on"])),
        (_("Ended"), _day(programme["ended_on"])),
    ]
    ending = held["ending"]
    if ending is not None:
        pairs += [(_("Why it ended"), ending["code"]), (_("Outcome"), ending["outcome"])]
    yield Facts(pairs=tuple(pairs))
    if ending is not None and ending["reasons"]:
        yield Bullets(items=tuple(ending["reasons"]))


def _written(report: FinalReport, name: str, title: str) -> Iterator[Block]:
    yield Heading(text=title)
    yield Paragraph(text=getattr(report, name) or _("Not written yet."))


def _delivered(held: Mapping[str, Any]) -> Iterator[Block]:
    came = held["attendance"]
    yield Heading(text=_("What was delivered"))
    yield Facts(
        pairs=(
            (_("Sessions planned"), str(came["planned"])),
            (_("Attended and complied"), str(came["complied"])),
            (_("Attended and failed to comply"), str(came["failed_to_comply"])),
            (_("Absent"), str(came["absent"])),
            (_("Absences accepted"), str(came["absent_acceptable"])),
            (_("Absences not accepted"), str(came["absent_unacceptable"])),
            (_("Made good by a catch-up"), str(came["made_good"])),
            (_("Minutes attended, of those planned"),
             f"{came['minutes_received']} / {came['minutes_planned']}"),
        )
    )  # fmt: skip
    rows = [
        (
            each["title"],
            f"{each['had']} / {each['sessions']}",
            ", ".join(each["done"]) or "–",
            ", ".join((*each["part"], *each["not_done"])) or "–",
        )
        for each in held["modules"]
    ]
    heads = (_("Module"), _("Sessions"), _("Exercises done"), _("Partly, or not done"))
    yield Grid(caption=_("By module"), heads=heads, rows=tuple(rows))


def _assessed(held: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(text=_("Assessment"))
    scales = {"sexual": "S", "violence": "V", "combined": "C"}
    rows = [
        (_("standard") if variant == "standard" else _("adapted"),
         *(bands[each] or _("not decided") for each in scales))
        for variant, bands in held["risk"].items()
    ]  # fmt: skip
    caption = _("Static risk (RM2000), which a programme does not change")
    yield Grid(caption=caption, heads=(_("Coding"), *scales.values()), rows=tuple(rows))
    if held["needs"]:
        strengths = {"strong": _("strong"), "some": _("some")}
        needs = tuple((each["title"], strengths[each["strength"]]) for each in held["needs"])
        yield Grid(
            caption=_("Treatment needs as last assessed"),
            heads=(_("Need"), _("Strength")),
            rows=needs,
        )
    if not held["change"]:
        yield Paragraph(text=_("No questionnaire was answered twice, so no change can be shown."))
        return
    rows = [
        (each["scale"], each["before"], each["after"], MOVED[each["moved"]])
        for each in held["change"]
    ]
    heads = (_("Scale"), _("Before"), _("After"), _("Change"))
    yield Grid(caption=_("Questionnaires answered twice"), heads=heads, rows=tuple(rows))
    yield Paragraph(text=_("A changed score is no evidence of less reconviction."), quiet=True)


def _signed(report: FinalReport) -> str:
    if report.signed_at is None:
        return _("Not signed. A draft is for nobody but its author and the treatment manager.")
    said = [_("Signed by %(who)s, %(when)s.") % _by(report.author, report.signed_at)]
    if report.countersigned_by is not None:
        given = _by(report.countersigned_by, report.countersigned_at)
        said.append(_("Countersigned by %(who)s, %(when)s.") % given)
    return " ".join(said)


def _by(user: Any, at: Any) -> dict[str, str]:
    return {"who": user.full_name, "when": moment(at)}


def _day(text: str | None) -> str:
    return day(date.fromisoformat(text)) if text else "–"
