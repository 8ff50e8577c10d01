"""One person's plan in a few words: coverage, sessions as dots, the next date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from desist.casework.access import readable, rows_about
from desist.casework.access.policy import Actor
from desist.casework.pages.environment import day as in_words
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentState,
    PlanState,
    TreatmentPlan,
)

Dot = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the case file shows of a plan; ``coverage`` is None for whoever reads no content."""

    plan: TreatmentPlan
    coverage: int | None
    dots: Sequence[Dot]
    coming: Appointment | None


def summary_of(actor: Actor, person: Any, *, on: date) -> Summary | None:
    """The newest approved plan with its sessions; None where there is none."""
    held = rows_about(actor, TreatmentPlan, person).filter(state=PlanState.APPROVED)
    sessions = held.filter(enrolment__person=person)
    plan = sessions.prefetch_related("enrolment__appointments").order_by("-pk").first()
    if plan is None:
        return None
    booked = sorted(plan.enrolment.appointments.all(), key=lambda each: (each.number, each.pk))
    reads = "content" in readable(actor, TreatmentPlan)
    return Summary(
        plan=plan,
        coverage=strong_coverage(plan.chosen) if reads else None,
        dots=list(dots_of(plan, booked, on=on)),
        coming=_coming(booked, on=on),
    )


def _coming(booked: Sequence[Appointment], *, on: date) -> Appointment | None:
    due = [each for each in booked if each.state in UPCOMING and each.day >= on]
    return min(due, key=lambda each: (each.day, each.starts), default=None)


def strong_coverage(content: Any) -> int:
    """The share of what strong needs ask for that is planned, in whole per cent."""
    strong = [each for each in content["plan"]["coverage"] if each["strength"] == "strong"]
    asked = sum(each["asked"] for each in strong)
    covered = sum(min(each["asked"], each["planned"]) for each in strong)
    return round(100 * covered / asked) if asked else 100


def dots_of(plan: TreatmentPlan, booked: Sequence[Appointment], *, on: date) -> Iterator[Dot]:
    """Every session of the plan as a state and a name; delivery says how it went."""
    of_the_plan = [each for each in booked if not each.is_catch_up]
    standing = {e.number: e for e in of_the_plan if e.state != AppointmentState.CANCELLED}
    for number in range(1, plan.sessions + 1):
        each = standing.get(number)
        yield _dot(number, each, on=on)


def _dot(number: int, each: Appointment | None, *, on: date) -> Dot:
    if each is None:
        return "planned", _("Session %(number)s, not booked") % {"number": number}
    said = {"number": number, "day": in_words(each.day)}
    if each.state == AppointmentState.HELD:
        return "attended", _("Session %(number)s, held on %(day)s") % said
    state = "now" if each.day == on else "planned"
    return state, _("Session %(number)s, %(day)s") % said
