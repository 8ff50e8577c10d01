"""Timetable change: illness, new leave, a leaver, a lost room, snow; and a region after them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import read_strictly
from desist.scheduling.region import Colleague, Region, Stretch


@dataclass(frozen=True, kw_only=True)
class Absence:
    """A colleague who is away."""

    person: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Leaver:
    """A colleague who leaves: ``on`` is the first day without them."""

    person: str
    on: date


@dataclass(frozen=True, kw_only=True)
class LostRoom:
    """A room that cannot be had; without a last day: for good."""

    room: str
    first: date
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Snow:
    """Days on which nobody can meet, at some sites or (none named) anywhere."""

    first: date
    last: date
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimetableChanges:
    """What has changed. Sessions before ``today`` have happened and stay as they are."""

    schema: Literal[1]
    today: date
    last: date | None = None
    """A new last day of the time planned, where it may become longer."""
    illness: tuple[Absence, ...] = ()
    leave: tuple[Absence, ...] = ()
    leaver: tuple[Leaver, ...] = ()
    room_lost: tuple[LostRoom, ...] = ()
    snow: tuple[Snow, ...] = ()


def read_changes(document: dict[str, Any], *, region: Region, file: str) -> TimetableChanges:
    """The changes in a document.

    Raises:
        FaultyInput: with everything that cannot be read or names nobody and nothing here.
    """
    changes = read_strictly(document, TimetableChanges, file=file)
    faults = [
        Fault(file=file, path=path, problem=problem, remedy=remedy)
        for path, problem, remedy in _faults(changes, region)
    ]
    if faults:
        raise FaultyInput(faults, mend_with="desist repair --example")
    return changes


def _faults(changes: TimetableChanges, region: Region) -> Iterator[tuple[str, str, str]]:
    people = {each.id for each in (*region.facilitator, *region.interpreter)}
    rooms, sites = {each.id for each in region.room}, {each.id for each in region.site}
    for kind in ("illness", "leave", "leaver"):
        for at, each in enumerate(getattr(changes, kind), start=1):
            if each.person not in people:
                path = f"{kind}[{at}].person"
                yield path, f"is {each.person!r}, who is not here", "name a colleague of the region"
    for at, lost in enumerate(changes.room_lost, start=1):
        if lost.room not in rooms:
            yield f"room_lost[{at}].room", f"is {lost.room!r}", f"one of {', '.join(sorted(rooms))}"
    for at, snow in enumerate(changes.snow, start=1):
        for site in set(snow.sites) - sites:
            yield f"snow[{at}].sites", f"names {site!r}", f"one of {', '.join(sorted(sites))}"
    yield from _wrong_days(changes, region)


def _wrong_days(changes: TimetableChanges, region: Region) -> Iterator[tuple[str, str, str]]:
    for kind in ("illness", "leave", "room_lost", "snow"):
        for at, each in enumerate(getattr(changes, kind), start=1):
            if each.last is not None and each.last < each.first:
                problem = f"ends on {each.last}, before it begins on {each.first}"
                yield f"{kind}[{at}]", problem, "put the days in order"
    if changes.last is not None and changes.last < region.last:
        yield (
            "last",
            f"is {changes.last}, before {region.last}",
            "make the time longer, or leave it",
        )
    if not region.first <= changes.today <= (changes.last or region.last):
        yield "today", f"is {changes.today}", "give a day of the time planned"


def changed_region(region: Region, changes: TimetableChanges) -> Region:
    """The region as it is after the changes."""
    last = max(region.last, changes.last or region.last)
    snow = tuple(Stretch(first=s.first, last=s.last) for s in changes.snow if not s.sites)
    return replace(
        region,
        last=last,
        closed=region.closed + snow,
        room=tuple(
            replace(
                room,
                closed=(
                    *room.closed,
                    *(
                        Stretch(first=lost.first, last=lost.last or last)
                        for lost in changes.room_lost
                        if lost.room == room.id
                    ),
                    *(
                        Stretch(first=each.first, last=each.last)
                        for each in changes.snow
                        if room.site in each.sites
                    ),
                ),
            )
            for room in region.room
        ),
        facilitator=tuple(_changed(each, changes) for each in region.facilitator),
        interpreter=tuple(_changed(each, changes) for each in region.interpreter),
    )


def _changed(person: Colleague, changes: TimetableChanges) -> Colleague:
    away = tuple(
        Stretch(first=each.first, last=each.last)
        for each in (*changes.illness, *changes.leave)
        if each.person == person.id
    )
    leaving = [each.on for each in changes.leaver if each.person == person.id]
    if person.leaves_on:
        leaving.append(person.leaves_on)
    return replace(person, leave=person.leave + away, leaves_on=min(leaving) if leaving else None)
