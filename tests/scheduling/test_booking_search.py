"""The search for timetables: against every timetable there is, and against the verifier."""

from __future__ import annotations

import importlib.util
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desist.scheduling.booking_bound import SCALE, choices_of, lower_bound
from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.booking_problem import cost_of
from desist.scheduling.booking_search import BookingSearch, SearchPlan
from desist.scheduling.slot_instance import SlotInstance, read_slot_instance
from tests.scheduling.slot_instances import drawn

BENCH = Path(__file__).parents[2] / "bench" / "timetable"


def verifier() -> Any:
    """The benchmark's own checker, which shares no code with the search."""
    spec = importlib.util.spec_from_file_location("verify", BENCH / "verify.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def searched(instance: SlotInstance, *, rounds: int = 4000, seed: int = 1) -> Any:
    problem = instance.problem
    plan = SearchPlan(seed=seed, rounds=rounds)
    return list(BookingSearch(problem, first_bookings(problem), plan).run())[-1]


def options(document: dict[str, Any], group: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Every way to place one group, by trying all."""
    per_week, gap = document["slots_per_week"], document["min_gap_slots"]
    times = [t for t in range(document["weeks"] * per_week) if t % per_week in group["slots"]]
    found = []
    for team in combinations(group["facilitators"], document["facilitators_per_group"]):
        leave = {week for person in team for week in document["facilitator_holidays"][person]}
        own = [t for t in times if t // per_week not in leave]
        for chosen in combinations(own, document["sessions_per_group"]):
            if all(b - a >= gap for a, b in pairwise(chosen)):
                found += [(chosen, team, room) for room in group["rooms"]]
    return found


def least_by_trying_all(document: dict[str, Any]) -> int | None:
    """The least objective over all timetables; None where there is none."""
    best: int | None = None
    ways = [options(document, group) for group in document["groups"]]
    for way in ways:
        way.sort(key=lambda each: each[0][-1])

    def extend(at: int, total: int, taken: frozenset[Any]) -> None:
        nonlocal best
        if best is not None and total >= best:
            return
        if at == len(ways):
            best = total
            return
        for times, team, room in ways[at]:
            if best is not None and total + times[-1] >= best:
                return
            needs = frozenset(product((("room", room), *team), times))
            if not needs & taken:
                extend(at + 1, total + times[-1], taken | needs)

    extend(0, 0, frozenset())
    return best


@pytest.mark.parametrize("seed", range(12))
def test_tiny_instances_end_at_the_optimum(seed: int) -> None:
    document = drawn(seed)
    instance = read_slot_instance(document, file="drawn")
    found = searched(instance, rounds=40000)
    least = least_by_trying_all(document)
    if least is None:
        assert None in found.bookings
        return
    assert found.objective == least
    assert not list(verifier().faults(document, instance.solution(found.bookings)))
    bound = lower_bound(instance.problem, target=least, rounds=60)
    assert bound.objective <= least


def test_the_verifier_accepts_an_answer_of_full_size() -> None:
    import json

    document = json.loads((BENCH / "instance.json").read_text())
    instance = read_slot_instance(document, file="instance.json")
    found = searched(instance, rounds=8000)
    assert not list(verifier().faults(document, instance.solution(found.bookings)))
    assert found.objective == cost_of(instance.problem, found.bookings)
    assert found.objective < cost_of(instance.problem, first_bookings(instance.problem))


def test_the_same_seed_and_rounds_give_the_same_answer_and_so_do_its_temperatures() -> None:
    document = drawn(5, groups=12, sessions=6, weeks=12, people=6, rooms=3)
    instance = read_slot_instance(document, file="drawn")
    once, twice = searched(instance, rounds=12000), searched(instance, rounds=12000)
    assert once == twice
    problem = instance.problem
    again = SearchPlan(seed=1, temperatures=once.temperatures)
    repeated = list(BookingSearch(problem, first_bookings(problem), again).run())[-1]
    assert repeated.bookings == once.bookings


def test_the_bound_is_what_its_prices_say_by_plain_arithmetic() -> None:
    """A second computation of the proof, written without the compiled one."""
    document = drawn(3, groups=5, sessions=4, weeks=6, people=5, rooms=2)
    problem = read_slot_instance(document, file="drawn").problem
    bound = lower_bound(problem, target=cost_of(problem, first_bookings(problem)), rounds=40)
    assert bound.prices.min() >= 0
    total = -int(bound.prices.sum())
    for group in document["groups"]:
        rooms = [document["facilitators"] + room for room in group["rooms"]]
        total += min(
            SCALE * times[-1]
            + sum(
                sum(int(bound.prices[person, t]) for person in team)
                + min(int(bound.prices[room, t]) for room in rooms)
                for t in times
            )
            for times, team, _ in options(document, group)
        )
    assert bound.objective == -(-total // SCALE)


def test_the_bound_without_prices_is_what_each_group_needs_alone() -> None:
    document = drawn(3, groups=5, sessions=4, weeks=6, people=5, rooms=2)
    problem = read_slot_instance(document, file="drawn").problem
    alone = sum(min(times[-1] for times, *_ in options(document, g)) for g in document["groups"])
    assert lower_bound(problem, target=alone + 1, rounds=1).objective == alone
    firsts = choices_of(problem)
    assert np.array_equal(firsts.alone[firsts.first[:-1]].sum(), alone)
