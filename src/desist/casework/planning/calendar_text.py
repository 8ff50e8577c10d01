"""Calendar text: sessions as an iCalendar feed (RFC 5545), the one door by which they leave.

What is written is read again and held to our own list of what a calendar must have, since the
libraries accept its absence. Initials only: a calendar lies on telephones and in other systems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

PRODUCT = "-//Desist//Sessions//EN"
ZONE = "Europe/London"
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2038, 1, 1)
"""The years whose changes of the clocks are written out."""
NEEDED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "CLASS")
REFUSED = ("ATTENDEE", "ORGANIZER", "DESCRIPTION", "COMMENT")
"""What would name somebody or invite to write about them."""


class NotACalendar(ValueError):
    """What would be sent lacks something; ``faults`` names it all."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One session as a calendar shows it. ``begins_at`` and ``ends_at`` are in Europe/London."""

    uid: str
    sequence: int
    changed_at: datetime
    begins_at: datetime
    ends_at: datetime
    summary: str
    place: str
    is_cancelled: bool = False


def calendar_text(entries: Iterable[Entry]) -> bytes:
    """A whole calendar.

    Raises:
        NotACalendar: something that a calendar must have would be lacking.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Desist")
    for each in entries:
        calendar.add_component(_event(each))
    calendar.add_missing_timezones(first_date=FIRST_DAY, last_date=LAST_DAY)
    text = calendar.to_ical()
    faults = tuple(faults_of(text))
    if faults:
        raise NotACalendar(faults)
    return bytes(text)


def _event(each: Entry) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", each.changed_at)
    event.add("last-modified", each.changed_at)
    event.add("dtstart", each.begins_at)
    event.add("dtend", each.ends_at)
    event.add("summary", each.summary)
    event.add("location", each.place)
    event.add("sequence", each.sequence)
    event.add("status", "CANCELLED" if each.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def faults_of(text: bytes) -> Iterator[str]:
    """What a calendar lacks, has wrongly, or must not have; nothing where it is right."""
    calendar: Any = Calendar.from_ical(text)
    if b"\n" in text.replace(b"\r\n", b""):
        yield "a line does not end with CR LF"
    if any(len(line) > 75 for line in text.split(b"\r\n")):
        yield "a line is longer than 75 octets"
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("METHOD", "PUBLISH")):
        if calendar.get(name) != value:
            yield f"{name} is not {value}"
    zones = {str(each.get("TZID")): each for each in calendar.walk("VTIMEZONE")}
    for zone in zones.values():
        yield from _zone_faults(zone)
    seen: set[str] = set()
    for event in calendar.walk("VEVENT"):
        yield from _event_faults(event, zones)
        uid = str(event.get("UID"))
        if uid in seen:
            yield f"{uid} is there twice"
        seen.add(uid)


def _zone_faults(zone: Any) -> Iterator[str]:
    for kind in ("STANDARD", "DAYLIGHT"):
        parts = zone.walk(kind)
        if not parts:
            yield f"the time zone has no {kind}"
        for part in parts:
            for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
                if name not in part:
                    yield f"{kind} has no {name}"


def _event_faults(event: Any, zones: dict[str, Any]) -> Iterator[str]:
    uid = event.get("UID", "an event without UID")
    yield from (f"{uid} has no {name}" for name in NEEDED if name not in event)
    yield from (f"{uid} has {name}" for name in REFUSED if name in event)
    yield from (f"{uid}: {name} {why}" for name, why in event.errors)
    if "DTSTAMP" in event and event["DTSTAMP"].dt.utcoffset() != timedelta(0):
        yield f"{uid}: DTSTAMP is not in UTC"
    if event.get("CLASS") != "PRIVATE":
        yield f"{uid} is not private"
    if "DTSTART" in event and "DTEND" in event:
        if event["DTSTART"].params.get("TZID") not in zones:
            yield f"{uid} names a time zone that is not there"
        if event["DTEND"].dt <= event["DTSTART"].dt:
            yield f"{uid} ends before it begins"
