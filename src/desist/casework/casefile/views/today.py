"""Today: what matters now, the most urgent first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role, route
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.panel import today_panels

BEGIN = (
    ({Role.REFERRER}, _("See those whom you supervise, and refer somebody"), "casefile:people"),
    ({Role.FACILITATOR}, _("See those on your caseload"), "casefile:people"),
    (CASE_ROLES - {Role.REFERRER, Role.FACILITATOR}, _("See everybody"), "casefile:people"),
    ({Role.MANAGER, Role.ASSESSOR}, _("See who has waited longest"), "referrals:waiting"),
    ({Role.MANAGER}, _("See by which rules your site judges"), "rules:list"),
    ({Role.LEAD}, _("See how many referrals stand where, and why they ended"), "referrals:counts"),
    ({Role.LEAD}, _("See how the service treats groups of people"), "rights:equality"),
    ({Role.EVALUATOR}, _("Ask for a study of what the programme does"), "studies:list"),
    ({Role.LEAD, Role.LINKER}, _("See which studies there are"), "studies:list"),
    ({Role.LEAD, Role.EVALUATOR}, _("See by which rules the service judges"), "rules:list"),
    ({Role.AUDITOR}, _("Look through the audit trail"), "audit:trail"),
    ({Role.AUDITOR}, _("Find somebody in the trail by their exact CRN"), "people:resolve"),
    ({Role.ADMINISTRATOR}, _("Invite staff and settle their roles"), "accounts:staff"),
    ({Role.DUTY_MANAGER}, _("See somebody out of reach in an emergency"), "people:emergency"),
)
"""Where somebody's work may begin on a day with nothing due, by role."""


@route(why="everybody begins here; what it shows depends on their work")
def today(request: HttpRequest) -> HttpResponse:
    """What every app has to say today."""
    day = timezone.localdate()
    context = {
        "today": day,
        "panels": today_panels(request.user, day=day),
        "begin": _begin(request.user),
    }
    return render(request, "casefile/today.html", context)


def _begin(actor: Actor) -> list[tuple[str, str]]:
    return [
        (str(text), reverse(name)) for roles, text, name in BEGIN if actor.standing.holds(*roles)
    ]
