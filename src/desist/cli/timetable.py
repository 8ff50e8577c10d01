"""Arrange sessions into a timetable: a first answer at once, better ones while there is time.

Reads a region (TOML or JSON; see --example) or an instance of bench/timetable (JSON). Stopped by
Ctrl-C or by the end of its time, it keeps the best timetable so far. The same seed and number of
rounds give the same timetable; one limited by seconds holds what repeats it (--again).
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from desist.catalogue.fault import Fault, FaultyInput
from desist.cli.command import FAILURE, UNUSABLE_INPUT, complain
from desist.cli.document_file import read_document, write_json, write_text
from desist.cli.region_year import region_year
from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.booking_problem import BookingProblem, Bookings, cost_of
from desist.scheduling.booking_run import RunPlan, RunState, SearchLost, improve
from desist.scheduling.region_check import read_region
from desist.scheduling.region_problem import RegionProblem
from desist.scheduling.slot_instance import read_slot_instance

EXAMPLES = """\
  desist timetable --example > region.toml
  desist timetable region.toml --out timetable.json --svg year.svg
  desist timetable bench/timetable/instance.json --seconds 10 --out timetable.json
  desist timetable bench/timetable/instance.json --rounds 20000 --seed 7 --out timetable.json --json
  desist timetable bench/timetable/instance.json --again timetable.json --out repeated.json
"""

EXAMPLE = Path(__file__).parent / "region_example.toml"
USUAL_SECONDS = 10.0
MOST_WORKERS = 64
BETWEEN_WRITES = 2.0
"""Seconds between two times that a better timetable is written while the search goes on."""


class Subject(Protocol):
    """What can be arranged: a benchmark's instance or a region."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def problem(self) -> BookingProblem:
        """What the search reads."""

    def name_of(self, resource: int) -> str:
        """What a person or room is called."""

    def solution(self, bookings: Bookings) -> dict[str, Any]:
        """The document that is written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The instance, how long, where to."""
    parser.add_argument("instance", type=Path, nargs="?", metavar="INSTANCE", help="a file")
    parser.add_argument("--example", action="store_true", help="print a region to start from")
    parser.add_argument("--out", type=Path, metavar="F", help="write the timetable here (JSON)")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--seconds", type=float, help="how long, in all (default 10)")
    length.add_argument("--rounds", type=int, help="so many rounds of each worker instead")
    length.add_argument("--again", type=Path, metavar="F", help="repeat the search of this answer")
    parser.add_argument("--seed", type=int, default=1, help="of the first worker (default 1)")
    parser.add_argument("--workers", type=int, default=2, help="searches side by side (default 2)")
    parser.add_argument(
        "--svg", type=Path, metavar="F", help="draw a region's year: weeks by rooms"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Arrange, improve, write; 0 where everything has its place."""
    began = time.monotonic()
    if arguments.example:
        print(EXAMPLE.read_text(encoding="utf-8"), end="")
        return 0
    faults = list(_argument_faults(arguments))
    if faults:
        raise FaultyInput(faults, mend_with="desist timetable --help")
    subject = read_subject(arguments.instance)
    plan = _plan(arguments)
    start = first_bookings(subject.problem)
    if None in start and (conflict := _conflict(subject)):
        return _impossible(subject, conflict, as_json=arguments.json)
    objective = cost_of(subject.problem, start)
    first = {"objective": objective, "seconds": _since(began), "unplaced": start.count(None)}
    plan = replace(plan, seconds=plan.seconds and max(0.0, plan.seconds - _since(began)))
    try:
        with _stop_asked() as stopped:
            improving = improve(
                subject.problem,
                start=start,
                objective=objective,
                bound=0,
                plan=plan,
                stopped=stopped,
            )
            state = _follow(improving, subject, arguments.out, began)
    except SearchLost as error:
        complain(str(error), mend_with="desist timetable INSTANCE --workers 1")
        return FAILURE
    return _answer(arguments, subject, state, {"first": first, "seconds": _since(began)})


def read_subject(path: Path) -> Subject:
    """What a file asks to be arranged.

    Raises:
        FaultyInput: with everything that is wrong with it.
    """
    document = read_document(path)
    if "slots_per_week" in document or "groups" in document:
        return read_slot_instance(document, file=str(path))
    return RegionProblem(read_region(document, file=str(path)))


def _conflict(subject: Subject) -> tuple[str, ...]:
    # Only now: the solver takes a moment to load.
    from desist.scheduling.booking_conflict import booking_conflict

    return booking_conflict(subject.problem, subject.name_of)


def _impossible(subject: Subject, conflict: tuple[str, ...], *, as_json: bool) -> int:
    """Say which demands cannot all be met."""
    if as_json:
        found = {"schema": 1, "instance": subject.id, "feasible": False, "conflict": conflict}
        print(json.dumps(found | {"objective": None, "lower_bound": None}, indent=2))
    print("These demands cannot all be met; without any one of them the rest can:", file=sys.stderr)
    for demand in conflict:
        print(f"  {demand}", file=sys.stderr)
    complain("there is no such timetable", mend_with="desist timetable --help")
    return UNUSABLE_INPUT


def _argument_faults(arguments: argparse.Namespace) -> Iterator[Fault]:
    if arguments.instance is None:
        yield Fault(file="INSTANCE", path="", problem="is missing", remedy="name a file")
    limits = (
        ("--seconds", arguments.seconds, 0.1, 86_400),
        ("--rounds", arguments.rounds, 1, 10**12),
        ("--seed", arguments.seed, 0, 2**32),
        ("--workers", arguments.workers, 1, MOST_WORKERS),
    )
    for name, value, least, most in limits:
        if value is not None and not least <= value <= most:
            yield Fault(
                file=name,
                path="",
                problem=f"is {value}",
                remedy=f"give a number from {least:,} to {most:,}",
            )


def _plan(arguments: argparse.Namespace) -> RunPlan:
    if arguments.again:
        return RunPlan(again=_recorded(arguments.again))
    seconds = None if arguments.rounds else arguments.seconds or USUAL_SECONDS
    return RunPlan(
        seconds=seconds, rounds=arguments.rounds, seed=arguments.seed, workers=arguments.workers
    )


def _recorded(path: Path) -> tuple[tuple[int, tuple[float, ...]], ...]:
    """The searches that a timetable says it came from."""
    document = read_document(path)
    try:
        return tuple(
            (int(each["seed"]), tuple(float(heat) for heat in each["temperatures"]))
            for each in document["search"]
        )
    except (KeyError, TypeError, ValueError):
        problem = "holds no record of its search"
        remedy = "name a file that desist timetable --out has written"
        fault = Fault(file=str(path), path="search", problem=problem, remedy=remedy)
        raise FaultyInput([fault]) from None


@contextmanager
def _stop_asked() -> Iterator[Callable[[], bool]]:
    """Whether somebody has asked to stop, by Ctrl-C or by a polite signal of the system."""
    asked: list[int] = []
    before = {
        each: signal.signal(each, lambda number, _: asked.append(number))
        for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield lambda: bool(asked)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _follow(
    improving: Iterator[RunState], subject: Subject, out: Path | None, began: float
) -> RunState:
    """Tell of the progress and write what is found as it comes; the last state."""
    written, wrote_at = None, -BETWEEN_WRITES
    first = state = next(improving)
    for state in chain([first], improving):
        unplaced = state.bookings.count(None)
        said = f"{unplaced} without a place" if unplaced else f"{state.objective:,}"
        bound = f", proven not below {state.lower_bound:,}" if state.lower_bound else ""
        print(f"{_since(began):7.1f} s  {said}{bound}", file=sys.stderr)
        due = time.monotonic() - wrote_at >= BETWEEN_WRITES
        if out and not unplaced and due and written is not state.bookings:
            write_json(out, _document(subject, state))
            written, wrote_at = state.bookings, time.monotonic()
    return state


def _document(subject: Subject, state: RunState) -> dict[str, Any]:
    return subject.solution(state.bookings) | {
        "objective": state.objective,
        "lower_bound": state.lower_bound,
        "search": [asdict(record) for record in state.records],
    }


def _answer(
    arguments: argparse.Namespace,
    subject: Subject,
    state: RunState,
    times: dict[str, Any],
) -> int:
    """Write and print the result."""
    unplaced = [
        series.name
        for series, booking in zip(subject.problem.series, state.bookings, strict=True)
        if booking is None
    ]
    if unplaced:
        complain(f"no place was found for {', '.join(unplaced)}", mend_with="more --seconds")
    elif arguments.out:
        write_json(arguments.out, _document(subject, state))
    if arguments.svg and not unplaced and isinstance(subject, RegionProblem):
        write_text(arguments.svg, region_year(subject, state.bookings))
    result = {
        "schema": 1,
        "instance": subject.id,
        "feasible": not unplaced,
        "objective": None if unplaced else state.objective,
        "lower_bound": state.lower_bound,
        **times,
        "stopped": state.stopped,
        "search": [
            {"seed": each.seed, "rounds": each.rounds, "objective": each.objective}
            for each in state.records
        ],
        "out": str(arguments.out) if arguments.out and not unplaced else None,
    }
    if arguments.json:
        print(json.dumps(result, indent=2))
    elif not unplaced:
        print(
            f"{state.objective:,} (the least that is possible lies between "
            f"{state.lower_bound:,} and this), {times['seconds']} s"
        )
        print(f"written to {arguments.out}" if arguments.out else "not written: no --out")
    return FAILURE if unplaced else 0


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)
