"""One group on one page: who sits in it, when it meets, what to do next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desist.casework.access import fetch, may, note_reading, readable, route
from desist.casework.groups.models import GroupMembership, ProgrammeGroup
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.course import course_of
from desist.casework.groups.queries.group import seats_of, sessions_of
from desist.casework.groups.queries.hindrance import against_in, pairs_apart_in
from desist.casework.groups.queries.proposal import unbooked_of
from desist.casework.groups.queries.step import next_step
from desist.casework.referrals.programme import titles

RELATED = ("unit__region", "room__place", "facilitator", "co_facilitator")


@route(roles=READERS)
def group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One group."""
    found = fetch(request.user, ProgrammeGroup, public_id, related=RELATED)
    seats, sessions = seats_of(request.user, found), sessions_of(request.user, found)
    people = [each.enrolment.person for each in seats.seen]
    note_reading("groups.members", [each.reference for each in people])
    today, unbooked = timezone.localdate(), unbooked_of(found)
    context = {
        "group": found,
        "today": today,
        "programme": titles().get(found.programme, found.programme),
        "course": course_of(found),
        "seats": seats,
        "sessions": sessions,
        "unbooked": len(unbooked),
        "next": next_step(request.user, found, seats, sessions, unbooked=len(unbooked)),
        "against": against_in(sessions, on=today),
        "apart": pairs_apart_in(found, people, on=today),
        "reads_why": "because" in readable(request.user, GroupMembership),
        "may_seat": may(request.user, "groups.seat", found),
        "may_change": may(request.user, "groups.change", found),
        "may_book": may(request.user, "groups.book", found),
        "may_record": may(request.user, "delivery.keep_registers", found),
    }
    return render(request, "groups/group.html", context)
