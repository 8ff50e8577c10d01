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
from desist.casework.casefile.queries.sessions import sessions_of
from desist.casework.casefile.queries.story import story_of
from desist.casework.casefile.stage import NOT_REFERRED
from desist.casework.pages.panel import person_panels
from desist.casework.pages.tracker import Step, tracker
from desist.casework.people.models import Person
from desist.casework.referrals.programme import titles
from desist.casework.tasks.queries import list_tasks_about

RELATED = (
    "team__unit__region",
    "practitioner",
    "summary__facilitator",
    "summary__referral__referred_by",
)
CORRECTORS = (Role.REFERRER, Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR)


@route(roles=CASE_ROLES)
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the case stands, what is next, what is known, and what happened."""
    user, day = request.user, timezone.localdate()
    found = fetch(user, Person, public_id, related=RELATED)
    summary = found.summary
    tasks = sorted(list_tasks_about(user, found).order_by(), key=lambda each: each.due_on)
    note_reading("tasks.about", [each.reference for each in tasks])
    context = {
        "person": found,
        "summary": summary,
        "today": day,
        "steps": [] if summary.stage == NOT_REFERRED else _steps(summary),
        "next": next_step(user, found, summary, tasks, day=day),
        "tasks": tasks,
        "mine": [each.public_id for each in tasks if is_for(user, each)],
        "sessions": sessions_of(user, summary, day=day),
        "programmes": titles(),
        "panels": person_panels(user, found, day=day),
        "story": story_of(found),
        "may_correct": user.standing.holds(*CORRECTORS),
    }
    return render(request, "casefile/person.html", context)


def _steps(summary: CaseSummary) -> list[Step]:
    detail = summary.progress if summary.stage in ("in_delivery", "review") else ""
    return tracker(summary.stage, ended=summary.ended, detail=detail)
