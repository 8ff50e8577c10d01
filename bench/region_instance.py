"""An invented region of real shape: 24 groups, 220 people, 30 facilitators, 12 rooms.

python bench/region_instance.py SEED > region.json
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
PARTS = ("morning", "afternoon", "evening")
MODULES = (
    ("values", 4), ("cognitions", 6), ("victim-awareness", 5), ("skills", 10),
    ("online", 5), ("relapse-prevention", 5),
)  # fmt: skip


def hours(draw: random.Random, share: float) -> dict[str, list[str]]:
    chosen = {day: [part for part in PARTS if draw.random() < share] for day in DAYS}
    return {day: parts for day, parts in chosen.items() if parts}


def stretch(draw: random.Random, weeks: int) -> dict[str, str]:
    from datetime import date, timedelta

    first = date(2026, 1, 5) + timedelta(weeks=draw.randrange(50))
    return {"first": str(first), "last": str(first + timedelta(days=7 * weeks - 3))}


def drawn_region(
    seed: int, *, groups: int = 24, individuals: int = 6, facilitators: int = 30, rooms: int = 12
) -> dict[str, Any]:
    """A region as a JSON document: 220 people in 24 groups and 6 one-to-one series."""
    draw = random.Random(seed)
    sites = ("north", "middle", "south")
    members = iter(f"P{number:04}" for number in range(1, 10_000))
    sizes = [10 if draw.random() < 0.2 else 9 for _ in range(groups)]
    while sum(sizes) + individuals > 220 and groups == 24:
        sizes[sizes.index(max(sizes))] -= 1
    while sum(sizes) + individuals < 220 and groups == 24:
        sizes[sizes.index(min(sizes))] += 1
    return {
        "schema": 1,
        "id": f"drawn-region-{seed}",
        "nation": "england",
        "first": "2026-01-05",
        "last": "2026-12-20",
        "part": [
            {"id": "morning", "starts": "09:30", "ends": "12:00"},
            {"id": "afternoon", "starts": "13:30", "ends": "16:00"},
            {"id": "evening", "starts": "18:00", "ends": "20:30", "evening": True},
        ],
        "site": [
            {"id": "north", "minutes_to": {"middle": 50, "south": 120}},
            {"id": "middle", "minutes_to": {"south": 60}},
            {"id": "south"},
        ],
        "room": [
            {
                "id": f"R{number + 1:02}",
                "site": sites[number % 3],
                "seats": draw.choice([12, 13, 14]) if number < rooms - 2 else 6,
                "step_free": number % 2 == 0,
                "closed": [stretch(draw, 1)],
            }
            for number in range(rooms)
        ],
        "facilitator": [
            {
                "id": f"F{number + 1:02}",
                "programmes": ["isotp"] if number % 5 else ["isotp", "building-choices"],
                "hours": hours(draw, 0.8),
                "leave": [stretch(draw, draw.choice([1, 1, 2])) for _ in range(4)],
                "weekly_sessions": 6,
            }
            for number in range(facilitators)
        ],
        "interpreter": [{"id": "I01", "languages": ["welsh", "polish"], "hours": hours(draw, 0.9)}],
        "group": [
            {
                "id": f"NW-{number + 1:02}",
                "programme": "isotp",
                "modules": [{"id": id_, "sessions": count} for id_, count in MODULES],
                "minutes": 120,
                "weekly": draw.choice([1, 2, 2]),
                "gap_days": 2,
                "members": [next(members) for _ in range(size)],
                "minimum": 6,
                "hours": hours(draw, 0.5) | {"tuesday": ["evening"], "thursday": ["evening"]},
                "step_free": draw.random() < 0.25,
                "first": draw.choice(["2026-01-05", "2026-02-02", "2026-03-02"]),
            }
            for number, size in enumerate(sizes)
        ],
        "individual": [
            {
                "id": f"ONE-{number + 1:02}",
                "programme": "isotp",
                "modules": [{"id": id_, "sessions": max(3, n // 2)} for id_, n in MODULES],
                "minutes": 90,
                "weekly": 1,
                "gap_days": 5,
                "facilitators": 1,
                "members": [next(members)],
                "hours": hours(draw, 0.4) | {"monday": ["afternoon"]},
                "language": "polish" if number == 0 else None,
            }
            for number in range(individuals)
        ],
        "preferences": {"evening": 1},
    }


if __name__ == "__main__":
    json.dump(drawn_region(int(sys.argv[1]) if len(sys.argv) > 1 else 1), sys.stdout, indent=1)
