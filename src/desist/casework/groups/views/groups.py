"""The groups in reach: those that run, or those that have ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import Role, listing, route
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.group import list_groups
from desist.casework.pages.page_number import page_number
from desist.casework.referrals.programme import titles


@route(roles=READERS)
def groups(request: HttpRequest) -> HttpResponse:
    """Every group, by name: who leads it, how full it is, how far it has come."""
    ended = request.GET.get("ended") == "yes"
    query = list_groups(request.user, ended=ended, day=timezone.localdate())
    context = {
        "page": listing(query, verb="groups.list", page=page_number(request)),
        "ended": ended,
        "course_of": course_of,
        "programmes": titles(),
        "may_form": request.user.standing.holds(Role.MANAGER),
    }
    return render(request, "groups/list.html", context)
