"""Repair of a region of real shape after it loses a facilitator halfway through the year.

    python bench/repair.py --seeds 1 2 3

24 groups and 6 one-to-one series, 220 people, 30 facilitators, 12 rooms; half of all sessions have
been held. The facilitator with the most sessions to come leaves. Side by side: arranging what is to
come anew, greedily and without regard to what was agreed. The fewest moves are proven by CP-SAT.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from datetime import date
from typing import Any

from region_instance import drawn_region

from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.region import with_dates
from desist.scheduling.region_check import read_region
from desist.scheduling.region_problem import RegionProblem
from desist.scheduling.repair import repair
from desist.scheduling.repair_difference import differences
from desist.scheduling.session_diary import SessionDiary
from desist.scheduling.timetable_change import changed_region, read_changes
from desist.scheduling.timetable_check import timetable_faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    given = parser.parse_args()
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("seed  to come  harmed  seconds  moved  proven fewest  other changes  anew: moved")
    for seed in given.seeds:
        print(measured(seed), flush=True)


def measured(seed: int) -> str:
    region = read_region(with_dates(drawn_region(seed)), file="drawn")
    problem = RegionProblem(region)
    sessions = with_dates(problem.sessions(first_bookings(problem.problem)))
    today = sessions[len(sessions) // 2]["date"]
    ahead = [each for each in sessions if each["date"] >= today]
    busiest, harmed = Counter(p for each in ahead for p in each["facilitators"]).most_common(1)[0]
    changes = read_changes(
        {"schema": 1, "today": today, "leaver": [{"person": busiest, "on": today}]},
        region=region,
        file="changes",
    )
    began = time.monotonic()
    outcome = repair(region, sessions, changes, prove=True)
    seconds = time.monotonic() - began
    diary = SessionDiary(outcome.region)
    written = [diary.written(each) for each in outcome.after]
    faults = timetable_faults(outcome.region, written, held_before=today)
    assert not faults, faults[:3]
    assert not outcome.unplaced, outcome.unplaced
    changed = len(differences(outcome)) - outcome.moved
    anew = arranged_anew(changed_region(region, changes), sessions, today)
    return (
        f"{seed:4} {len(ahead):8} {harmed:7} {seconds:8.2f} {outcome.moved:6} "
        f"{outcome.fewest_moves:14} {changed:14} {anew:12}"
    )


def arranged_anew(region: Any, sessions: Any, today: date) -> int:
    """How many sessions to come stand elsewhere in a timetable made without regard to the old."""
    problem = RegionProblem(region)
    new = {
        (each["course"], each["number"]): each
        for each in with_dates(problem.sessions(first_bookings(problem.problem)))
    }
    moved = 0
    for each in sessions:
        other = new.get((each["course"], each["number"]))
        if each["date"] >= today:
            moved += other is None or (other["date"], other["starts"]) != (
                each["date"], each["starts"],
            )  # fmt: skip
    return moved


if __name__ == "__main__":
    main()
