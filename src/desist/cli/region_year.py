"""Region year: a region's timetable as the picture that `--svg` writes."""

from __future__ import annotations

from collections import defaultdict

from desist.documents.timetable_ribbons import Ribbon, timetable_ribbons
from desist.scheduling.booking_problem import Bookings
from desist.scheduling.region_problem import RegionProblem


def region_year(subject: RegionProblem, bookings: Bookings) -> str:
    """Weeks across, rooms down, one colour and label a course."""
    monday = subject.region.monday
    weeks: dict[tuple[str, str], list[int]] = defaultdict(list)
    per_week = subject.problem.per_week
    for series, booking in zip(subject.problem.series, bookings, strict=True):
        if booking is not None:
            room = subject.name_of(series.rooms[booking.room].resource)
            weeks[room, series.name] += [time // per_week for time in booking.times]
    used = 1 + max((week for each in weeks.values() for week in each), default=0)
    return str(
        timetable_ribbons(
            [Ribbon(room=r, course=c, weeks=w) for (r, c), w in sorted(weeks.items())],
            rooms=[room.id for room in subject.region.room],
            weeks=used,
            title=f"{subject.region.id}: weeks across, rooms down",
            starts=monday.isoformat(),
        )
    )
