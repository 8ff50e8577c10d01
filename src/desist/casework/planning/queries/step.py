"""What comes next in planning, for whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from desist.casework.access import may
from desist.casework.access.policy import Actor
from desist.casework.planning.models import Enrolment, PlanState, TreatmentPlan
from desist.casework.planning.queries.kept_place import has_place, is_suitable
from desist.casework.planning.queries.overview import Overview
from desist.casework.planning.queries.proposal import unbooked_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is to be done; where it is done, if this reader may do it."""

    text: str
    button: str = ""
    href: str = ""


def next_step(actor: Actor, found: Overview) -> Step | None:
    """The one thing to do next; None where nothing is."""
    return next(_steps(actor, found), None)


def _steps(actor: Actor, found: Overview) -> Iterator[Step]:
    if found.referral is None:
        return
    if found.enrolment is None and not is_suitable(found.referral):
        if found.referral.is_open:
            yield Step(text=_("they are found suitable, or not, before they are enrolled"))
        return
    if found.enrolment is None:
        may_enrol = may(actor, "planning.enrol", found.referral)
        href = reverse("planning:enrol", args=[found.referral.public_id]) if may_enrol else ""
        yield Step(text=_("enrol them in a format"), button=_("Enrol"), href=href)
        return
    if found.enrolment.is_running and found.referral.is_open:
        if not found.facilitators and may(actor, "planning.assign", found.enrolment):
            href = reverse("planning:assign", args=[found.enrolment.public_id])
            text = _("say who delivers it")
            yield Step(text=text, button=_("Assign a facilitator"), href=href)
        if found.open_plan is not None:
            yield _with_open_plan(actor, found.open_plan)
        yield from _with_enrolment(actor, found, found.enrolment)


def _with_open_plan(actor: Actor, plan: TreatmentPlan) -> Step:
    href = reverse("planning:plan", args=[plan.public_id])
    if plan.state == PlanState.DRAFT:
        text = _("the plan is a draft: send it for approval")
        mine = may(actor, "planning.send", plan)
        return Step(text=text, button=_("Open the plan"), href=href if mine else "")
    text = _("a second person approves the plan")
    mine = may(actor, "planning.approve", plan)
    return Step(text=text, button=_("Read and approve"), href=href if mine else "")


def _with_enrolment(actor: Actor, found: Overview, enrolment: Enrolment) -> Iterator[Step]:
    if found.approved is None:
        href = reverse("planning:draft", args=[enrolment.public_id])
        mine = may(actor, "planning.draft", enrolment)
        text = _("draft a plan from what is recommended")
        yield Step(text=text, button=_("See the recommended plan"), href=href if mine else "")
    elif found.waits_for_a_group:
        yield Step(text=_("a manager finds them a place in a group"))
    elif has_place(enrolment.referral) and unbooked_of(found.approved):
        href = reverse("planning:schedule", args=[found.approved.public_id])
        mine = may(actor, "planning.book", enrolment)
        text = _("book the sessions of the approved plan")
        yield Step(text=text, button=_("Propose sessions"), href=href if mine else "")
