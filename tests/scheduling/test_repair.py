"""Repair: every session once, in order, none lost, none doubled, as near as can be to before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desist.programme.decision import plain
from desist.scheduling.ordered_times import IMPOSSIBLE, OrderedTimes
from desist.scheduling.region import Region, with_dates
from desist.scheduling.repair import Repaired, repair
from desist.scheduling.repair_difference import differences, who_must_be_told
from desist.scheduling.session_diary import SessionDiary
from desist.scheduling.timetable_change import read_changes
from desist.scheduling.timetable_check import timetable_faults
from tests.scheduling.regions import example, timetable

FIRST = date(2026, 2, 2)
PEOPLE, ROOMS, SITES = ("F01", "F02", "F03", "F04", "I01"), ("N1", "S1"), ("north", "south")


def repaired(
    region: Region, sessions: Any, change: dict[str, Any], *, prove: bool = True
) -> Repaired:
    changes = read_changes({"schema": 1, **change}, region=region, file="changes")
    return repair(region, sessions, changes, prove=prove)


def proposed(outcome: Repaired) -> list[dict[str, Any]]:
    diary = SessionDiary(outcome.region)
    return [diary.written(each) for each in outcome.after]


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Any]:
    today = FIRST + timedelta(days=draw(st.integers(0, 200)))
    first = today + timedelta(days=draw(st.integers(0, 30)))
    days = {"first": first, "last": first + timedelta(days=draw(st.integers(0, 12)))}
    kind = draw(st.sampled_from(("illness", "leave", "leaver", "room_lost", "snow")))
    person = draw(st.sampled_from(PEOPLE))
    return {
        "today": today,
        "last": date(2027, 6, 30),
        kind: [
            {
                "illness": {"person": person, **days},
                "leave": {"person": person, **days},
                "leaver": {"person": person, "on": first},
                "room_lost": {"room": draw(st.sampled_from(ROOMS)), **days},
                "snow": {"sites": draw(st.lists(st.sampled_from(SITES), max_size=1)), **days},
            }[kind]
        ],
    }


@settings(max_examples=25, deadline=None)
@given(st.lists(edits(), min_size=1, max_size=4).map(lambda all_: sorted(all_, key=str)))
def test_after_any_edits_every_session_exists_once_and_in_order(sequence: Any) -> None:
    region, sessions = example(), list(timetable())
    for change in sorted(sequence, key=lambda each: each["today"]):
        outcome = repaired(region, sessions, change)
        written = proposed(outcome)
        keys = [(each.course, each.number) for each in outcome.after]
        assert keys == [(each.course, each.number) for each in outcome.before]
        past = [s for s in plain(sessions) if s["date"] < change["today"].isoformat()]
        assert all(session in written for session in past), "what has happened stays"
        if outcome.unplaced:
            return
        faults = timetable_faults(outcome.region, written, held_before=change["today"])
        assert faults == ()
        assert outcome.moved >= outcome.fewest_moves
        assert len(differences(outcome)) >= outcome.moved
        region, sessions = outcome.region, with_dates(written)


def test_nothing_changes_where_nobody_is_harmed() -> None:
    change = {"today": FIRST, "illness": [{"person": "F02", "first": FIRST, "last": FIRST}]}
    outcome = repaired(example(), timetable(), change)
    harmed = any(s["date"] == FIRST and "F02" in s["facilitators"] for s in timetable())
    assert harmed == bool(differences(outcome))


def test_a_colleague_steps_in_rather_than_a_session_being_moved() -> None:
    session = next(s for s in timetable() if s["course"] == "NW-01" and s["number"] == 12)
    ill = session["facilitators"][0]
    day = session["date"]
    change = {"today": day, "illness": [{"person": ill, "first": day, "last": day}]}
    outcome = repaired(example(), timetable(), change)
    found = [each for each in differences(outcome) if each["course"] == "NW-01"]
    assert [each["number"] for each in found] == [12]
    assert not found[0]["moved"]
    assert ill not in found[0]["after"]["facilitators"]
    assert ill in who_must_be_told(found)
    assert found[0]["tell"]["members"] == []


def test_snow_moves_the_sessions_of_the_day_and_their_members_are_told() -> None:
    session = next(s for s in timetable() if s["course"] == "NW-02" and s["number"] == 7)
    day = session["date"]
    change = {"today": day, "last": date(2027, 3, 1), "snow": [{"first": day, "last": day}]}
    outcome = repaired(example(), timetable(), change)
    assert outcome.moved == outcome.fewest_moves > 0
    assert "P11" in who_must_be_told(differences(outcome))


def test_a_course_that_can_never_be_held_is_named() -> None:
    change = {"today": FIRST, "room_lost": [{"room": "N1", "first": FIRST}]}
    outcome = repaired(example(), timetable(), change)
    assert "NW-01" in outcome.impossible


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_times_chosen_are_the_cheapest_of_all_there_are(data: st.DataObject) -> None:
    times = sorted(data.draw(st.sets(st.integers(0, 13), min_size=1, max_size=8)))
    sessions = data.draw(st.integers(1, 3))
    gap, weekly = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 2))
    costs = [
        [data.draw(st.sampled_from((0, 1, 5, IMPOSSIBLE))) for _ in times] for _ in range(sessions)
    ]
    table = OrderedTimes(times=times, gap=gap, per_week=5, weekly=weekly, held_week=0, held=1)
    for row in costs:
        table.add(row)
    total, chosen = table.cheapest()

    def allowed(picked: tuple[int, ...]) -> bool:
        weeks = [times[at] // 5 for at in picked]
        apart = all(times[b] - times[a] >= gap for a, b in pairwise(picked))
        return apart and all(weeks.count(w) + (w == 0) <= weekly for w in weeks)

    ways = [
        sum(costs[turn][at] for turn, at in enumerate(picked))
        for picked in combinations(range(len(times)), sessions)
        if allowed(picked)
    ]
    assert min(total, IMPOSSIBLE) == min([*ways, IMPOSSIBLE])
    if total < IMPOSSIBLE:
        assert sum(costs[turn][at] for turn, at in enumerate(chosen)) == total
        assert allowed(tuple(chosen))
