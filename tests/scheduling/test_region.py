"""A region: what is refused, what its days are, and that its timetables can be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from desist.catalogue.fault import FaultyInput
from desist.programme.decision import plain
from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.booking_conflict import booking_conflict
from desist.scheduling.booking_problem import cost_of
from desist.scheduling.booking_search import BookingSearch, SearchPlan
from desist.scheduling.region import with_dates
from desist.scheduling.region_calendar import RegionCalendar
from desist.scheduling.region_check import read_region
from desist.scheduling.region_problem import RegionProblem
from desist.scheduling.timetable_check import timetable_faults
from tests.scheduling.regions import document, example, timetable


def written(sessions: Any) -> list[dict[str, Any]]:
    return plain(list(sessions))


def test_a_first_answer_can_be_kept_by_an_independent_reading() -> None:
    assert timetable_faults(example(), written(timetable())) == ()


def test_a_searched_answer_can_be_kept_and_costs_no_more() -> None:
    subject = RegionProblem(read_region(document() | {"preferences": {"evening": 1}}, file="x"))
    start = first_bookings(subject.problem)
    found = list(BookingSearch(subject.problem, start, SearchPlan(seed=1, rounds=8000)).run())[-1]
    assert timetable_faults(subject.region, subject.sessions(found.bookings)) == ()
    assert found.objective == cost_of(subject.problem, found.bookings)
    assert found.objective <= cost_of(subject.problem, start)


def test_the_independent_reading_finds_what_is_wrong() -> None:
    good = sorted(written(timetable()), key=lambda each: (each["course"], each["number"]))
    assert good[0]["course"] == "NW-01"

    def wrong(change: dict[str, Any]) -> str:
        return " ".join(timetable_faults(example(), [good[0] | change, *good[1:]]))

    assert "is not step-free" in wrong({"room": "S1"})
    assert "led by" in wrong({"facilitators": ["F01"]})
    assert "no part of the day" in wrong({"starts": "03:00"})
    assert "sessions [" in wrong({"number": 99})
    assert timetable_faults(example(), good[1:])
    assert timetable_faults(example(), [good[0], *good])


def test_bank_holidays_are_those_of_the_nation() -> None:
    st_andrew = date(2026, 11, 30)
    summer = {"england": date(2026, 8, 31), "scotland": date(2026, 8, 3)}
    for nation, day in summer.items():
        calendar = RegionCalendar(read_region(document() | {"nation": nation}, file="x"))
        assert day in calendar.bank_holidays
        assert (st_andrew in calendar.bank_holidays) == (nation == "scotland")


def test_nobody_meets_when_the_clocks_change_and_the_time_is_none_or_two() -> None:
    night = {"id": "night", "starts": "01:30", "ends": "03:30"}
    raw = document()
    raw["part"] = [night, *raw["part"]]
    calendar = RegionCalendar(read_region(raw, file="x"))
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    for day in (spring, autumn):
        assert calendar.instants(calendar.time(day, "night"), 60) is None
        assert calendar.instants(calendar.time(day - timedelta(days=1), "night"), 60)
        morning = calendar.instants(calendar.time(day, "morning"), 120)
        assert morning
        assert f"{morning[0]:%H:%M} {morning[1]:%H:%M}" == "09:30 11:30"
    before = calendar.instants(calendar.time(spring - timedelta(days=1), "morning"), 120)
    after = calendar.instants(calendar.time(spring, "morning"), 120)
    assert before
    assert after
    assert after[0].timestamp() - before[0].timestamp() == 23 * 3600


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["part"][1].update(ends="00:30"), "past midnight"),
        (lambda d: d["part"][1].update(ends="24:30"), "Write a time of day"),
        (lambda d: d["group"][0].update(minimum=9), "below its minimum of 9"),
        (lambda d: d["group"][1]["members"].append("P01"), "person P01 is in NW-01 and in NW-02"),
        (lambda d: d["interpreter"][0].update(id="F01"), "among facilitators and interpreters"),
        (lambda d: d["room"][0].update(site="east"), "Name a site that is there: north, south"),
        (lambda d: d["group"][0].update(minutes=400), "Give a number from 1 to 150"),
        (lambda d: d["facilitator"][0].update(leave=[{"first": date(2026, 4, 6),
                                                      "last": date(2026, 4, 1)}]), "before it"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(change: Any, said: str) -> None:
    raw = document()
    change(raw)
    with pytest.raises(FaultyInput, match=said):
        read_region(raw, file="x")


def test_all_faults_are_named_at_once() -> None:
    raw = document()
    raw["room"][0]["seats"] = 0
    raw["group"][0]["sites"] = ["west"]
    raw["facilitator"][1]["hours"] = {"monday": ["dawn"]}
    with pytest.raises(FaultyInput) as caught:
        read_region(raw, file="x")
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(last=date(2026, 6, 18)), {"has 35 sessions", "at most 1 times a week"}),
        (lambda d: d["room"][0].update(step_free=False), {"keeps one room of nobody and nothing"}),
        (lambda d: [f.update(programmes=["other"]) for f in d["facilitator"][1:]],
         {"keeps one team of nobody"}),
    ],
)  # fmt: skip
def test_an_impossible_region_is_explained_by_the_fewest_demands(change: Any, said: Any) -> None:
    raw = document()
    change(raw)
    subject = RegionProblem(read_region(raw, file="x"))
    conflict = booking_conflict(subject.problem, subject.name_of)
    for part in said:
        assert any(part in demand for demand in conflict)
    assert all(demand.startswith("NW-01") for demand in conflict)
    assert len(conflict) <= 3


def test_courses_that_only_conflict_with_each_other_are_explained_together() -> None:
    raw = document()
    raw.update(room=raw["room"][:1], last=date(2026, 4, 1), individual=[])
    for group, name in zip(raw["group"], ("NW-01", "NW-02"), strict=True):
        group.update(
            hours={"thursday": ["evening"]}, weekly=1, modules=[{"id": "a", "sessions": 8}]
        )
        group.update(id=name, members=group["members"][:6], minimum=1)
    subject = RegionProblem(read_region(raw, file="x"))
    conflict = booking_conflict(subject.problem, subject.name_of)
    assert len(conflict) == 3
    assert "one session at a time" in " ".join(conflict)


def test_dates_in_json_are_read_as_in_toml() -> None:
    assert read_region(with_dates(plain(example())), file="x") == example()
