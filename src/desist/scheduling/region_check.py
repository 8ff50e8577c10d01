"""Region check: everything in a region's file that cannot be, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import read_strictly
from desist.scheduling.region import Colleague, Course, Hours, Region

Found = Iterator[tuple[str, str, str]]
MOST_DAYS = 800
MOST_COURSES = 500


def read_region(document: dict[str, Any], *, file: str) -> Region:
    """The region in a document, its dates as dates.

    Raises:
        FaultyInput: with everything that cannot be read or cannot be, all at once.
    """
    region = read_strictly(document, Region, file=file)
    faults = [
        Fault(file=file, path=path, problem=problem, remedy=remedy)
        for path, problem, remedy in (
            *_twice(region), *_times(region), *_places(region), *_people(region), *_courses(region)
        )
    ]  # fmt: skip
    if faults:
        raise FaultyInput(faults, mend_with="desist timetable --example")
    return region


def clock(text: str) -> time | None:
    """A time of day written as HH:MM, or None; 24:00 is not one."""
    try:
        hours, minutes = text.split(":")
        return time(int(hours), int(minutes)) if len(hours) == len(minutes) == 2 else None
    except ValueError:
        return None


def minutes_of(text: str) -> int:
    """Minutes from midnight to a time of day."""
    at = clock(text) or time()
    return 60 * at.hour + at.minute


def _twice(region: Region) -> Found:
    for kind in ("part", "site", "room"):
        for id_, count in Counter(each.id for each in getattr(region, kind)).items():
            if count > 1:
                yield f"{kind}[{id_}]", f"stands {count} times", "give each an id of its own"
    people = Counter(each.id for each in (*region.facilitator, *region.interpreter))
    for id_, count in people.items():
        if count > 1:
            problem = f"stands {count} times among facilitators and interpreters"
            yield f"facilitator[{id_}]", problem, "name each person once, in one of the two"
    for id_, count in Counter(each.id for each in region.courses).items():
        if count > 1:
            yield f"group[{id_}]", f"stands {count} times", "give each course an id of its own"
    yield from _two_pools(region)


def _two_pools(region: Region) -> Found:
    pools: dict[str, list[str]] = {}
    for course in region.courses:
        for member in course.members:
            pools.setdefault(member, []).append(course.id)
    for member, courses in pools.items():
        if len(courses) > 1:
            problem = f"person {member} is in {' and in '.join(courses)}"
            yield f"group[{courses[-1]}].members", problem, "leave each person in one of them"


def _times(region: Region) -> Found:
    days = (region.last - region.first).days + 1
    if not 1 <= days <= MOST_DAYS:
        yield "last", f"makes {days} days", f"plan 1 to {MOST_DAYS} days"
    before = -1
    for part in region.part:
        path = f"part[{part.id}]"
        for name, text in (("starts", part.starts), ("ends", part.ends)):
            if clock(text) is None:
                yield f"{path}.{name}", f"is {text!r}", "write a time of day such as 09:30"
        if minutes_of(part.ends) <= minutes_of(part.starts):
            problem = f"runs from {part.starts} to {part.ends}, past midnight or not at all"
            yield path, problem, "end it on the day on which it starts, by 23:59"
        if minutes_of(part.starts) < before:
            yield path, "starts before the one before it has ended", "order them, without overlap"
        before = minutes_of(part.ends)
    if not region.part:
        yield "part", "is empty", "name at least one part of the day"


def _places(region: Region) -> Found:
    sites = {site.id for site in region.site}
    for site in region.site:
        for other, minutes in site.minutes_to.items():
            if other not in sites:
                yield f"site[{site.id}].minutes_to", f"names {other!r}", _one_of(sites, "site")
            if minutes < 0:
                yield f"site[{site.id}].minutes_to", f"is {minutes}", "give minutes, at least 0"
    for room in region.room:
        if room.site not in sites:
            yield f"room[{room.id}].site", f"is {room.site!r}", _one_of(sites, "site")
        if room.seats < 1:
            yield f"room[{room.id}].seats", f"is {room.seats}", "give at least 1"


def _people(region: Region) -> Found:
    for kind, people in (("facilitator", region.facilitator), ("interpreter", region.interpreter)):
        for person in people:
            path = f"{kind}[{person.id}]"
            yield from _hours(region, path, person.hours)
            for stretch in person.leave:
                if stretch.last < stretch.first:
                    problem = f"ends on {stretch.last}, before it begins on {stretch.first}"
                    yield f"{path}.leave", problem, "put the days in order"
            if person.weekly_sessions is not None and person.weekly_sessions < 1:
                yield f"{path}.weekly_sessions", f"is {person.weekly_sessions}", "give at least 1"


def _courses(region: Region) -> Found:
    if not 1 <= len(region.courses) <= MOST_COURSES:
        yield "group", f"{len(region.courses)} courses", f"give 1 to {MOST_COURSES}"
    sites = {site.id for site in region.site}
    longest = max((minutes_of(p.ends) - minutes_of(p.starts) for p in region.part), default=0)
    for course in region.courses:
        path = f"group[{course.id}]" if course in region.group else f"individual[{course.id}]"
        yield from _hours(region, path, course.hours)
        if len(course.members) < course.minimum:
            problem = f"has {len(course.members)} members, below its minimum of {course.minimum}"
            yield f"{path}.members", problem, "fill it up, or do not run it"
        for name, value, most in (
            ("minutes", course.minutes, longest), ("weekly", course.weekly, 7 * len(region.part)),
            ("facilitators", course.facilitators, 4), ("gap_days", course.gap_days, 60),
        ):  # fmt: skip
            if not 1 <= value <= most:
                yield f"{path}.{name}", f"is {value}", f"give a number from 1 to {most}"
        if course.sessions < 1 or any(module.sessions < 1 for module in course.modules):
            yield f"{path}.modules", "has a module without sessions", "give each at least 1"
        for site in course.sites or ():
            if site not in sites:
                yield f"{path}.sites", f"names {site!r}", _one_of(sites, "site")


def _hours(region: Region, path: str, hours: Hours | None) -> Found:
    parts = {part.id for part in region.part}
    for weekday, named in (hours or {}).items():
        for part in named:
            if part not in parts:
                yield f"{path}.hours.{weekday}", f"names {part!r}", _one_of(parts, "part")


def _one_of(known: set[str], noun: str) -> str:
    return f"name a {noun} that is there: {', '.join(sorted(known))}"


def there_on(person: Colleague, day: date) -> bool:
    """Whether somebody is in post and not on leave on a day."""
    if person.starts_on and day < person.starts_on:
        return False
    if person.leaves_on and day >= person.leaves_on:
        return False
    return not any(day in stretch for stretch in person.leave)


def open_on(course: Course, day: date) -> bool:
    """Whether a course may meet on a day, as far as its own dates say."""
    return not ((course.first and day < course.first) or (course.last and day > course.last))
