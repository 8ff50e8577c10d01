"""Group pool check: what cannot be in a pool, whoever waits; never what is merely missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from desist.catalogue.collection import Catalogue
from desist.programme.curriculum import Programme
from desist.programme.entry import KeyFault
from desist.programme.group_course import GroupCourse, course_of
from desist.programme.group_pool import Candidate, GroupPool, OfferedGroup, Week, parts_of

OLDEST_YEARS = 120
MINUTES_A_DAY = 1440


def pool_faults(pool: GroupPool, catalogue: Catalogue) -> Iterator[KeyFault]:
    """Every impossible date, number and name in the pool."""
    held = sorted(catalogue.of_kind(Programme, demonstration=True), key=lambda each: each.version)
    programmes = {each.id: each for each in held}
    yield from _twice(pool)
    for location in pool.location:
        if location.seats < 1:
            yield KeyFault(
                f"location[{location.id}].seats", f"is {location.seats}", "give at least 1"
            )
    for group in pool.group:
        yield from _group_faults(group, pool, programmes)
    for person in pool.person:
        yield from _programme_faults(person, programmes)
        yield from _name_faults(person, pool)
        yield from _date_faults(person, pool)
        yield from _number_faults(person)


def _twice(pool: GroupPool) -> Iterator[KeyFault]:
    lists: dict[str, Iterable[str]] = {
        "location": (each.id for each in pool.location),
        "group": (each.id for each in pool.group),
        "person": (each.id for each in pool.person),
    }
    for name, ids in lists.items():
        for id_, times in Counter(ids).items():
            if times > 1:
                remedy = "keep one"
                if name == "person":
                    remedy = "a person waits once, or sits in one group: keep one"
                yield KeyFault(f"{name}[{id_}]", f"stands here {times} times", remedy)
            if not id_.strip():
                yield KeyFault(f"{name}[{id_}].id", "is empty", "give each an id")


def _group_faults(
    group: OfferedGroup, pool: GroupPool, programmes: Mapping[str, Programme]
) -> Iterator[KeyFault]:
    path = f"group[{group.id}]"
    course = _course(programmes, group.programme)
    if group.programme not in programmes:
        yield _unknown(f"{path}.programme", group.programme, programmes)
    elif course is None:
        yield KeyFault(
            f"{path}.programme", f"{group.programme!r} has no group sessions", "choose another"
        )
    if group.location not in {each.id for each in pool.location}:
        yield _unknown(f"{path}.location", group.location, (each.id for each in pool.location))
    parts = len(parts_of(group.free))
    if not 1 <= group.meets_a_week <= max(parts, 1):
        yield KeyFault(
            f"{path}.meets_a_week",
            f"is {group.meets_a_week}, with {parts} parts of the week free",
            "give at least 1, and at least as many free parts",
        )
    if not parts:
        yield KeyFault(f"{path}.free", "is empty", "name when room and team are free")
    yield from _begun_faults(group, pool, course)
    yield from _repeated_parts(f"{path}.free", group.free)


def _begun_faults(
    group: OfferedGroup, pool: GroupPool, course: GroupCourse | None
) -> Iterator[KeyFault]:
    """Counts and days of a group that do not fit each other."""
    path = f"group[{group.id}]"
    if group.seats is not None and group.seats < 1:
        yield KeyFault(f"{path}.seats", f"is {group.seats}", "give at least 1, or leave it out")
    if group.sessions_held < 0:
        yield KeyFault(f"{path}.sessions_held", f"is {group.sessions_held}", "count from 0")
    if course is not None and group.sessions_held >= course.length:
        yield KeyFault(
            f"{path}.sessions_held",
            f"is {group.sessions_held}, and the programme has {course.length} group sessions",
            "take a group out that has held its last session",
        )
    if group.has_begun and group.begins_on > pool.decided_on:
        yield KeyFault(
            f"{path}.begins_on",
            f"{group.begins_on} is after decided_on {pool.decided_on}, with sessions held",
            "correct one of the two",
        )
    if not group.has_begun and group.begins_on < pool.decided_on:
        yield KeyFault(
            f"{path}.begins_on",
            f"{group.begins_on} is before decided_on {pool.decided_on}, without a session held",
            "give a later day, or say how many sessions were held",
        )


def _repeated_parts(path: str, week: Week) -> Iterator[KeyFault]:
    for day, parts in week.items():
        if len(parts) != len(set(parts)):
            yield KeyFault(f"{path}.{day}", "names a part of the day twice", "name each once")


def _programme_faults(person: Candidate, programmes: Mapping[str, Programme]) -> Iterator[KeyFault]:
    """A programme, needs and a module that are not known."""
    path = f"person[{person.id}]"
    programme = programmes.get(person.programme)
    if programme is None:
        yield _unknown(f"{path}.programme", person.programme, programmes)
    else:
        for need in person.needs:
            if need not in programme.needs:
                yield _unknown(f"{path}.needs", need, programme.needs)
        course = course_of(programme)
        if course is None:
            yield KeyFault(
                f"{path}.programme", f"{programme.id!r} has no group sessions", "choose another"
            )
        elif person.paused and person.paused.next_module not in course.sessions:
            yield _unknown(f"{path}.paused.next_module", person.paused.next_module, course.sessions)


def _name_faults(person: Candidate, pool: GroupPool) -> Iterator[KeyFault]:
    """Places, people and groups that are not in this pool."""
    path = f"person[{person.id}]"
    places = {each.id for each in pool.location}
    for name in (*person.travel, *person.excluded_locations):
        if name not in places:
            where = "travel" if name in person.travel else "excluded_locations"
            yield _unknown(f"{path}.{where}", name, places)
    others = {each.id for each in pool.person}
    for name in ("apart_from", "co_defendants"):
        for other in getattr(person, name) or ():
            if other == person.id:
                yield KeyFault(f"{path}.{name}", "names the person", "name somebody else")
            elif other not in others:
                yield _unknown(f"{path}.{name}", other, others)
    if person.group is not None:
        yield from _member_faults(person, pool)
    if person.available is not None:
        yield from _repeated_parts(f"{path}.available", person.available)


def _member_faults(person: Candidate, pool: GroupPool) -> Iterator[KeyFault]:
    group = next((each for each in pool.group if each.id == person.group), None)
    if group is None:
        yield _unknown(
            f"person[{person.id}].group", person.group or "", (each.id for each in pool.group)
        )
    elif group.programme != person.programme:
        yield KeyFault(
            f"person[{person.id}].programme",
            f"is {person.programme}, and the group {group.id} is of {group.programme}",
            "correct one of the two",
        )
    if person.paused is not None:
        yield KeyFault(
            f"person[{person.id}].paused",
            f"is given for somebody who sits in {person.group}",
            "take out either the pause or the group",
        )


def _date_faults(person: Candidate, pool: GroupPool) -> Iterator[KeyFault]:
    path, on = f"person[{person.id}]", pool.decided_on
    if person.born_on is not None:
        if person.born_on >= on:
            yield KeyFault(f"{path}.born_on", f"{person.born_on} is not before {on}", "correct it")
        elif person.born_on < date(on.year - OLDEST_YEARS, 1, 1):
            yield KeyFault(
                f"{path}.born_on",
                f"{person.born_on} is over {OLDEST_YEARS} years ago",
                "correct it",
            )
    past = {"referred_on": person.referred_on}
    if person.paused is not None:
        past["paused.on"] = person.paused.on
    for name, day in past.items():
        if day is not None and day > on:
            yield KeyFault(f"{path}.{name}", f"{day} is after decided_on {on}", "correct it")
        if day is not None and person.born_on is not None and day < person.born_on:
            yield KeyFault(f"{path}.{name}", f"{day} is before the birth", "correct it")
    if person.ends_on is not None and person.open_ended:
        yield KeyFault(f"{path}.open_ended", "is true, and ends_on is given", "keep one of the two")
    if person.ends_on is not None and person.ends_on < on:
        yield KeyFault(
            f"{path}.ends_on",
            f"{person.ends_on} is before decided_on {on}",
            "take out whoever has no licence or order any more",
        )


def _number_faults(person: Candidate) -> Iterator[KeyFault]:
    path = f"person[{person.id}]"
    minutes = {f"travel.{place}": each for place, each in person.travel.items()}
    if person.travel_minutes_at_most is not None:
        minutes["travel_minutes_at_most"] = person.travel_minutes_at_most
    for name, value in minutes.items():
        if not 0 <= value < MINUTES_A_DAY:
            yield KeyFault(f"{path}.{name}", f"is {value}", "give minutes of one day, from 0")
    if not person.languages:
        yield KeyFault(f"{path}.languages", "is empty", "name at least one language")


def _course(programmes: Mapping[str, Programme], id_: str) -> GroupCourse | None:
    programme = programmes.get(id_)
    return None if programme is None else course_of(programme)


def _unknown(path: str, given: str, known: Iterable[str]) -> KeyFault:
    listed = sorted(known)
    nearest = get_close_matches(given, listed, n=1, cutoff=0.5)
    if nearest:
        return KeyFault(path, f"{given!r} is not known", f"perhaps {nearest[0]} is meant")
    shown = ", ".join(listed[:12]) or "none is held"
    return KeyFault(path, f"{given!r} is not known", f"choose from: {shown}")
