"""The year of the groups in reach: which meets in which room, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from markupsafe import Markup

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupSession
from desist.casework.planning.models import AppointmentState
from desist.documents.timetable_ribbons import Ribbon, timetable_ribbons

WEEKS, BEFORE = 52, 8
"""How many weeks are shown, and how many of them are over."""
LETTER, MARGIN = 7, 12
"""About how wide a letter of a room's name is drawn, and what is left behind it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One group in one room: its sessions of these weeks."""

    sessions: Sequence[GroupSession]

    @property
    def first(self) -> GroupSession:
        """The first of them."""
        return self.sessions[0]

    @property
    def last(self) -> GroupSession:
        """The last of them."""
        return self.sessions[-1]


@dataclass(frozen=True, kw_only=True)
class Year:
    """A picture, weeks across and rooms down, and the same as lines."""

    picture: Markup
    lines: Sequence[Line]


def year_of(actor: Actor, *, on: date) -> Year:
    """The sessions of the groups in reach, from a few weeks before a day on."""
    monday = on - timedelta(days=on.weekday(), weeks=BEFORE)
    held = rows(actor, GroupSession).exclude(state=AppointmentState.CANCELLED)
    shown = held.filter(day__gte=monday, day__lt=monday + timedelta(weeks=WEEKS))
    by_place: dict[tuple[str, str], list[GroupSession]] = {}
    for each in shown.select_related("group", "room__place").order_by("day", "starts", "pk"):
        by_place.setdefault((str(each.room), each.group.name), []).append(each)
    lines = [Line(sessions=by_place[key]) for key in sorted(by_place)]
    return Year(picture=_picture(lines, monday), lines=lines)


def _picture(lines: Sequence[Line], monday: date) -> Markup:
    rooms = list(dict.fromkeys(str(each.first.room) for each in lines))
    return timetable_ribbons(
        [
            Ribbon(
                room=str(each.first.room),
                course=each.first.group.name,
                weeks=[(session.day - monday).days // 7 for session in each.sessions],
            )
            for each in lines
        ],
        rooms=rooms,
        weeks=WEEKS,
        title=_("Groups by week and room"),
        starts=monday.isoformat(),
        label=LETTER * max(map(len, rooms), default=0) + MARGIN,
    )
