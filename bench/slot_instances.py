"""Instances of the timetabling benchmark drawn from a seed: its format, its size, its shape.

python bench/slot_instances.py SEED > instance.json
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any


def drawn_instance(seed: int) -> dict[str, Any]:
    """60 groups of 35 sessions, 20 facilitators, 10 rooms, 52 weeks of 15 half-day slots."""
    draw = random.Random(seed)
    return {
        "id": f"drawn-60x35-seed{seed}",
        "weeks": 52,
        "slots_per_week": 15,
        "sessions_per_group": 35,
        "min_gap_slots": 6,
        "facilitators_per_group": 2,
        "facilitators": 20,
        "rooms": 10,
        "groups": [
            {
                "id": group,
                "facilitators": sorted(draw.sample(range(20), 8)),
                "rooms": sorted(draw.sample(range(10), 4)),
                "slots": sorted(draw.sample(range(15), 9)),
            }
            for group in range(60)
        ],
        "facilitator_holidays": [sorted(draw.sample(range(52), 6)) for _ in range(20)],
    }


if __name__ == "__main__":
    json.dump(drawn_instance(int(sys.argv[1]) if len(sys.argv) > 1 else 1), sys.stdout)
