"""Timetable check: whether a timetable is one that the region can keep.

An independent reading of the same rules: it shares no code with what arranges or repairs, works on
dates and clock times rather than on numbered slots, and tries every pair of sessions of a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from desist.scheduling.region import WEEKDAYS, Colleague, Course, MeetingRoom, Region

Session = Mapping[str, Any]
ZONE = ZoneInfo("Europe/London")


def timetable_faults(
    region: Region, sessions: Sequence[Session], *, held_before: date = date.min
) -> tuple[str, ...]:
    """Everything that is wrong with a timetable, in words; empty where nothing is.

    What was held before a day is counted and ordered, but not asked whether it could be held.
    """
    ahead = [each for each in sessions if date.fromisoformat(each["date"]) >= held_before]
    return (
        *_counted(region, sessions),
        *(said for session in ahead for said in _alone(region, session)),
        *_together(region, ahead),
        *_loads(region, ahead),
    )


def _counted(region: Region, sessions: Sequence[Session]) -> Iterator[str]:
    """Every session once, in order, with its gaps, not too many in a week."""
    held: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        held[session["course"]].append(session)
    for course in region.courses:
        own = sorted(held.pop(course.id, []), key=lambda each: each["number"])
        if [each["number"] for each in own] != list(range(1, course.sessions + 1)):
            yield f"{course.id}: sessions {[each['number'] for each in own]}"
            continue
        for one, other in pairwise(own):
            days = (_starts(other) - _starts(one)) / timedelta(days=1)
            # A night on which the clocks change has an hour more or less.
            if days < course.gap_days - 1 / 24:
                yield f"{course.id}: sessions {one['number']} and {other['number']} too close"
        weeks: dict[tuple[int, int], int] = defaultdict(int)
        for each in own:
            weeks[date.fromisoformat(each["date"]).isocalendar()[:2]] += 1
        if max(weeks.values()) > course.weekly:
            yield f"{course.id}: {max(weeks.values())} sessions in a week"
    for unknown in held:
        yield f"{unknown}: no such course"


def _alone(region: Region, session: Session) -> Iterator[str]:
    """What is wrong with one session by itself."""
    course = next(each for each in region.courses if each.id == session["course"])
    name = f"{course.id} session {session['number']}"
    day = date.fromisoformat(session["date"])
    part = next((p for p in region.part if p.starts == session["starts"]), None)
    if part is None or session["ends"] > part.ends or session["ends"] <= session["starts"]:
        yield f"{name}: {session['starts']} to {session['ends']} is no part of the day"
        return
    if (_ends(session) - _starts(session)) != timedelta(minutes=course.minutes):
        yield f"{name}: not {course.minutes} minutes long"
    if not region.first <= day <= region.last or any(day in each for each in region.closed):
        yield f"{name}: the region is closed on {day}"
    if (course.first and day < course.first) or (course.last and day > course.last):
        yield f"{name}: {day} is outside the dates of the course"
    if not _works(course, day, part.id):
        yield f"{name}: its members cannot attend on {day} in the {part.id}"
    yield from _wrong_room(region, course, session, day)
    yield from _wrong_people(region, course, session, day, part.id)


def _wrong_room(region: Region, course: Course, session: Session, day: date) -> Iterator[str]:
    name = f"{course.id} session {session['number']}"
    room: MeetingRoom | None = next((r for r in region.room if r.id == session["room"]), None)
    if room is None:
        yield f"{name}: no room {session['room']!r}"
        return
    people = len(course.members) + len(session["facilitators"]) + bool(session["interpreter"])
    if room.seats < people:
        yield f"{name}: {people} people and {room.seats} seats"
    if course.step_free and not room.step_free:
        yield f"{name}: {room.id} is not step-free"
    if course.sites is not None and room.site not in course.sites:
        yield f"{name}: {room.id} is at a site that is not its own"
    if any(day in each for each in room.closed):
        yield f"{name}: {room.id} is closed on {day}"


def _wrong_people(
    region: Region, course: Course, session: Session, day: date, part: str
) -> Iterator[str]:
    name = f"{course.id} session {session['number']}"
    leaders = [each for each in region.facilitator if each.id in session["facilitators"]]
    if len(leaders) != course.facilitators or len(session["facilitators"]) != len(leaders):
        yield f"{name}: led by {session['facilitators']}"
    for person in leaders:
        if course.programme not in person.programmes:
            yield f"{name}: {person.id} is not trained for {course.programme}"
    interpreters = [each for each in region.interpreter if each.id == session["interpreter"]]
    if (course.language is not None) != bool(interpreters):
        yield f"{name}: interpreter {session['interpreter']}"
    if any(course.language not in each.languages for each in interpreters):
        yield f"{name}: {session['interpreter']} does not speak {course.language}"
    for person in (*leaders, *interpreters):
        gone = person.leaves_on is not None and day >= person.leaves_on
        early = person.starts_on is not None and day < person.starts_on
        if gone or early or any(day in each for each in person.leave):
            yield f"{name}: {person.id} is away on {day}"
        if not _works(person, day, part):
            yield f"{name}: {person.id} does not work on {day} in the {part}"


def _works(who: Course | Colleague, day: date, part: str) -> bool:
    if who.hours is None:
        return day.weekday() < 5
    return part in who.hours.get(WEEKDAYS[day.weekday()], ())


def _together(region: Region, sessions: Sequence[Session]) -> Iterator[str]:
    """Nobody and no room in two places; time to travel between two of them."""
    sites = {room.id: room.site for room in region.room}
    minutes = {site.id: site.minutes_to for site in region.site}
    days: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        days[session["date"]].append(session)
    for held in days.values():
        for one, other in combinations(held, 2):
            first, second = sorted((one, other), key=lambda each: str(each["starts"]))
            name = f"{first['course']} and {second['course']} on {first['date']}"
            overlap = second["starts"] < first["ends"]
            if overlap and first["room"] == second["room"]:
                yield f"{name}: both in room {first['room']}"
            for person in _people(one) & _people(other):
                here, there = sites.get(first["room"], ""), sites.get(second["room"], "")
                ways = (minutes.get(here, {}).get(there, 0), minutes.get(there, {}).get(here, 0))
                way = timedelta(minutes=max(ways) if here != there else 0)
                part = next(p for p in region.part if p.starts == first["starts"])
                left = _at(first["date"], second["starts"]) - _at(first["date"], part.ends)
                if overlap or left < way:
                    yield f"{name}: {person} cannot be at both"


def _loads(region: Region, sessions: Sequence[Session]) -> Iterator[str]:
    weeks: dict[tuple[str, tuple[int, int]], int] = defaultdict(int)
    for session in sessions:
        for name in _people(session):
            weeks[name, date.fromisoformat(session["date"]).isocalendar()[:2]] += 1
    for person in (*region.facilitator, *region.interpreter):
        for (id_, week), count in weeks.items():
            if id_ == person.id and person.weekly_sessions and count > person.weekly_sessions:
                yield f"{id_}: {count} sessions in week {week[1]} of {week[0]}"


def _people(session: Session) -> set[str]:
    return {*session["facilitators"], *([session["interpreter"]] if session["interpreter"] else [])}


def _at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


def _starts(session: Session) -> datetime:
    return datetime.fromisoformat(session["starts_at"])


def _ends(session: Session) -> datetime:
    return _at(session["date"], session["ends"]).astimezone(_starts(session).tzinfo)
