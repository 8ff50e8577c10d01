"""Plan sheet: a treatment plan as a document, with why each exercise is in or out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from desist.casework.pages.environment import day, moment
from desist.casework.pages.speech import speech
from desist.casework.people.models import Access
from desist.casework.planning.models import TreatmentPlan
from desist.casework.planning.queries.adjustment import needed_by
from desist.casework.planning.queries.picture import picture_of
from desist.documents.blocks import Block, Bullets, Document, Facts, Grid, Heading


def plan_document(plan: TreatmentPlan) -> Document:
    """The plan as it stands: sessions, needs and reasons; an unapproved one says so."""
    invented = _("Demonstration: everybody here is invented.") if settings.DEMONSTRATION else ""
    unapproved = "" if plan.approved_by else _("Not approved: nothing may be booked by it.")
    return Document(
        title=_("Treatment plan"),
        language="en",
        readers=_("Confidential. For the person, their practitioner and those who deliver it"),
        version=_("Version %(number)s") % {"number": plan.version},
        blocks=tuple(_blocks(plan, plan.chosen)),
        banner=" ".join(filter(None, (invented, unapproved))),
    )


def _blocks(plan: TreatmentPlan, content: Mapping[str, Any]) -> Iterator[Block]:
    picture = picture_of(content)
    yield Facts(pairs=list(_facts(plan, content)))
    yield Heading(text=_("Sessions"))
    yield Grid(
        caption=_("Sessions, one after another"),
        heads=(_("Session"), _("Module"), _("Minutes"), _("Exercises")),
        rows=[
            (str(each["number"]), each["module"], str(each["minutes"]), each["exercises"])
            for each in picture["sessions"]
        ],
    )
    yield Heading(text=_("Needs"))
    yield Grid(
        caption=_("What each need asks for, and what is planned"),
        heads=(_("Need"), _("Strength"), _("Exercises asked"), _("Planned")),
        rows=[
            (title, speech().term(each["strength"]), str(each["asked"]), str(each["planned"]))
            for title, each in picture["coverage"].items()
        ],
    )
    yield Heading(text=_("Why each exercise is in or out"))
    yield Grid(
        caption=_("Exercises and reasons"),
        heads=(_("Exercise"), _("In or out"), _("Why")),
        rows=list(_reasons(content["plan"])),
    )
    needed = needed_by(plan.enrolment.person)
    arranged = [str(each.label) for each in Access if each in needed]
    if arranged:
        yield Heading(text=_("What was arranged for the person"))
        yield Bullets(items=arranged)


def _facts(plan: TreatmentPlan, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    person, chosen = plan.enrolment.person, content["plan"]
    yield _("Name"), person.name
    yield _("CRN"), person.crn
    yield _("Programme"), f"{content['programme']['title']}, {speech().term(content['format'])}"
    yield _("Assessed on"), day(content["assessed_on"])
    said = {"number": chosen["sessions"], "minutes": chosen["session_minutes"]}
    yield _("Sessions"), _("%(number)s of %(minutes)s minutes") % said
    yield _("Dose"), _("%(hours)s hours") % {"hours": round(chosen["minutes"] / 60, 1)}
    yield _("Drafted by"), plan.drafted_by.full_name
    if plan.approved_by:
        said = {"who": plan.approved_by.full_name, "when": moment(plan.approved_at)}
        yield _("Approved"), _("by %(who)s on %(when)s") % said


def _reasons(chosen: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for each in chosen["exercises"]:
        yield each["title"], _("In, %(minutes)s min") % each, each["why"]
    for each in chosen["omitted"]:
        yield each["title"], _("Out"), each["text"]
