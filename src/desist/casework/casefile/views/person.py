"""One person's story on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import Role, fetch, note_reading, route
from desist.casework.access.role import CASE_ROLES
from desist.casework.casefile.models import CaseSummary
from desist.casework.casefile.queries.next_step import is_for, next_step
from desist.casework.casefile.queries.story import story_of
from desist.casework.casefile.stage import NOT_REFERRED
from desist.casework.delivery.models import Attendance
from desist.casework.pages.panel import person_panels
from desist.casework.pages.tracker import Step, tracker
from desist.casework.people.models import Person
from desist.casework.referrals.programme import programme_of, titles
from desist.casework.tasks.queries import list_tasks_about

RELATED = (
    "team__unit__region",
    "practitioner",
    "summary__facilitator",
    "summary__referral__referred_by",
)
UNREAD = ("referred", "returned", "screening_panel")
"""Statuses in which nobody assesses yet."""
CORRECTORS = (Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR)


@route(roles=CASE_ROLES)
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the case stands, what is next, what is known, and what happened."""
    user, day = request.user, timezone.localdate()
    found = fetch(user, Person, public_id, related=RELATED)
    summary = found.summary
    tasks = sorted(list_tasks_about(user, found), key=lambda each: (each.due_on, each.pk))
    note_reading("tasks.about", [each.reference for each in tasks])
    context = {
        "person": found,
        "summary": summary,
        "today": day,
        "steps": [] if summary.stage == NOT_REFERRED else _steps(summary),
        "next": next_step(user, found, summary, tasks, day=day),
        "tasks": tasks,
        "mine": [each.public_id for each in tasks if is_for(user, each)],
        "worked_on": _worked_on(summary),
        "came": dict(Attendance.choices),
        "programmes": titles(),
        "panels": person_panels(user, found, day=day, without=_silent(summary)),
        "story": story_of(found),
        "may_correct": user.standing.holds(*CORRECTORS),
    }
    return render(request, "casefile/person.html", context)


def _steps(summary: CaseSummary) -> list[Step]:
    detail = summary.progress if summary.stage in ("in_delivery", "review") else ""
    return tracker(summary.stage, ended=summary.ended, detail=detail)


def _silent(summary: CaseSummary) -> set[str]:
    """The apps that have nothing to say of this case yet, or whose say another has taken over.

    The page itself says until when questionnaires are to be answered. Once sessions are recorded,
    delivery shows the plan's sessions with what became of them.
    """
    silent = {"battery"}
    if summary.referral is None or summary.status in UNREAD:
        silent.add("assessment")
    if summary.last_on is not None or not summary.sessions_planned:
        silent.add("planning")
    if summary.last_on is None:
        silent.add("delivery")
    return silent


def _worked_on(summary: CaseSummary) -> str:
    """The module of the last session, by its title."""
    if not summary.last_module:
        return ""
    programme = programme_of(summary.programme, summary.referral.programme_version)
    titled = {each.id: each.title for each in programme.module}
    return titled.get(summary.last_module, summary.last_module)
