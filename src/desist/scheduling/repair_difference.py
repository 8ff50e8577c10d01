"""Repair difference: what a proposed timetable changes, and who must be told of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from desist.scheduling.repair import Repaired
from desist.scheduling.session_diary import SessionDiary

COMPARED = ("date", "starts", "ends", "room", "facilitators", "interpreter")


def differences(repaired: Repaired) -> list[dict[str, Any]]:
    """Each session that is different, before and after, by date; who must be told of it."""
    diary = SessionDiary(repaired.region)
    found = []
    for before, after in zip(repaired.before, repaired.after, strict=True):
        if before == after:
            continue
        old, new = diary.written(before), diary.written(after)
        moved = before.time != after.time
        people = {*old["facilitators"], *new["facilitators"]} | {
            each for each in (old["interpreter"], new["interpreter"]) if each
        }
        course = repaired.region.courses[before.course]
        # Members hear of another time or place; who leads is told to the people concerned.
        members = list(course.members) if moved or before.room != after.room else []
        found.append(
            {
                "course": course.id,
                "number": before.number,
                "module": old["module"],
                "moved": moved,
                "before": {key: old[key] for key in COMPARED},
                "after": {key: new[key] for key in COMPARED},
                "tell": {"colleagues": sorted(people), "members": members},
            }
        )
    return sorted(found, key=lambda each: (each["before"]["date"], each["course"], each["number"]))


def who_must_be_told(changes: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Each person with the sessions that change for them."""
    told: dict[str, list[str]] = defaultdict(list)
    for each in changes:
        for person in (*each["tell"]["colleagues"], *each["tell"]["members"]):
            told[person].append(f"{each['course']} session {each['number']}")
    return {person: told[person] for person in sorted(told)}
