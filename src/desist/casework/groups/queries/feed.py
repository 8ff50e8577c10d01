"""A group's sessions as the calendars of those who lead them show them."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupSession
from desist.casework.groups.queries.course import course_of
from desist.casework.planning.calendar_text import Entry
from desist.casework.planning.models import AppointmentState


def entries_for(user: Actor, *, since: date, on: date) -> list[tuple[str, Entry]]:
    """What somebody leads from a day on, each by the name that the trail has for it."""
    me = user.standing.user_id
    held = rows(user, GroupSession).filter(Q(facilitator=me) | Q(co_facilitator=me))
    shown = held.filter(day__gte=since).exclude(state=AppointmentState.CANCELLED, day__lt=on)
    related = shown.select_related("group", "room__place").order_by("day", "pk")
    return [(each.reference, _entry(each)) for each in related]


def _entry(session: GroupSession) -> Entry:
    words = _("%(group)s, session %(number)s of %(of)s")
    said = {"group": session.group.name, "number": session.number}
    return Entry(
        uid=session.uid,
        sequence=session.sequence,
        changed_at=session.changed_at,
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        summary=words % {**said, "of": course_of(session.group).of},
        place=str(session.room),
        is_cancelled=session.state == AppointmentState.CANCELLED,
    )
