"""Small slot instances for tests, drawn from a seed."""

from __future__ import annotations

import random
from typing import Any


def drawn(
    seed: int,
    *,
    groups: int = 3,
    sessions: int = 3,
    weeks: int = 4,
    people: int = 4,
    rooms: int = 2,
) -> dict[str, Any]:
    """An instance of the benchmark's format."""
    draw = random.Random(seed)  # noqa: S311 - invented instances
    return {
        "id": f"drawn-{seed}",
        "weeks": weeks,
        "slots_per_week": 5,
        "sessions_per_group": sessions,
        "min_gap_slots": 2,
        "facilitators_per_group": 2,
        "facilitators": people,
        "rooms": rooms,
        "groups": [
            {
                "id": group,
                "facilitators": sorted(draw.sample(range(people), min(3, people))),
                "rooms": sorted(draw.sample(range(rooms), max(1, rooms - 1))),
                "slots": sorted(draw.sample(range(5), 3)),
            }
            for group in range(groups)
        ],
        "facilitator_holidays": [[draw.randrange(weeks)] for _ in range(people)],
    }
