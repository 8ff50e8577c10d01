"""Timetable ribbons: a year as weeks across and rooms down, one colour and label a course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from desist.documents import svg

LABEL, WEEK, ROW, BAR, HEAD = 64, 17, 26, 9, 40
COLOURS = (
    "#1d70b8", "#00703c", "#912b88", "#b58840", "#d4351c", "#28a197", "#6f72af", "#85994b",
    "#f47738", "#4c2c92", "#505a5f", "#005ea5",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Ribbon:
    """One course in one room: its sessions by week, counted from 0."""

    room: str
    course: str
    weeks: Sequence[int]


def timetable_ribbons(
    ribbons: Sequence[Ribbon],
    *,
    rooms: Sequence[str],
    weeks: int,
    title: str,
    starts: str,
    label: int = LABEL,
) -> Markup:
    """The picture. Ribbons of one room that overlap in time lie in lanes beneath each other.

    Each week with a session is a filled cell; the bar behind it runs from the first week to the
    last, so that a gap (leave, bank holidays) shows as a paler cell. ``label`` is the width left to
    the names of rooms.
    """
    colours = {name: COLOURS[at % len(COLOURS)] for at, name in enumerate(_names(ribbons))}
    drawn: list[Markup] = [*_months(weeks, starts, label)]
    y = HEAD
    for room in rooms:
        own = sorted((r for r in ribbons if r.room == room), key=lambda r: (min(r.weeks), r.course))
        lanes = _lanes(own)
        height = max(1, len(lanes)) * ROW + 6
        drawn.append(svg.text(0, y + 16, room, font_weight="bold"))
        drawn.append(
            svg.element("line", x1=0, x2=label + weeks * WEEK, y1=y - 3, y2=y - 3, stroke=svg.FAINT)
        )
        for at, lane in enumerate(lanes):
            drawn += [_ribbon(each, label, y + at * ROW, colours[each.course]) for each in lane]
        y += height
    return svg.picture(
        *drawn,
        width=label + weeks * WEEK + 8,
        height=y + 8,
        title=title,
        description="; ".join(
            f"{r.room}: {r.course}, weeks {min(r.weeks) + 1} to {max(r.weeks) + 1}" for r in ribbons
        ),
    )


def _names(ribbons: Sequence[Ribbon]) -> list[str]:
    return sorted({each.course for each in ribbons})


def _lanes(ribbons: Sequence[Ribbon]) -> list[list[Ribbon]]:
    """Each ribbon in the first lane whose last one has ended."""
    lanes: list[list[Ribbon]] = []
    for ribbon in ribbons:
        free = (lane for lane in lanes if max(lane[-1].weeks) < min(ribbon.weeks))
        lane = next(free, None)
        if lane is None:
            lanes.append([ribbon])
        else:
            lane.append(ribbon)
    return lanes


def _ribbon(ribbon: Ribbon, label: int, y: float, colour: str) -> Markup:
    """The name above, the bar from first to last week below, with a cell for each week used."""
    first, last = min(ribbon.weeks), max(ribbon.weeks)
    x, top = label + first * WEEK, y + 12
    cells = [
        svg.element(
            "rect", x=label + week * WEEK + 1, y=top, width=WEEK - 2, height=BAR, fill=colour
        )
        for week in sorted(set(ribbon.weeks))
    ]
    return svg.element(
        "g",
        svg.element("title", f"{ribbon.course}: {len(ribbon.weeks)} sessions"),
        svg.element(
            "rect", x=x, y=top, width=(last - first + 1) * WEEK, height=BAR, fill=svg.SHADE
        ),
        *cells,
        svg.text(x + 1, y + 9, ribbon.course, font_size=10),
    )


def _months(weeks: int, starts: str, label: int) -> list[Markup]:
    from datetime import date, timedelta

    monday = date.fromisoformat(starts)
    marks, before = [], ""
    for week in range(weeks):
        day = monday + timedelta(weeks=week)
        x = label + week * WEEK
        # A month of which one week is left would be written over by the next.
        if f"{day:%b}" != before and (before or f"{day + timedelta(weeks=1):%b}" == f"{day:%b}"):
            before = f"{day:%b}"
            marks.append(svg.text(x, 12, before))
        if week % 4 == 0:
            marks.append(svg.text(x, 28, str(week + 1), font_size=10, fill=svg.GREY))
    return marks
