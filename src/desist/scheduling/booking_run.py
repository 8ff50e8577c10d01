"""Booking run: several searches side by side, each in a process of its own, and the bound.

A first answer is at hand before any process starts. The run may be stopped at any moment and
keeps the best answer so far.
"""

from __future__ import annotations

import math
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from desist.scheduling.booking_problem import BookingProblem, Bookings
from desist.scheduling.search_plan import Found, SearchPlan

SHARE_FOR_BOUND = 0.2
"""The share of the time that one process gives to the bound before it searches."""
BOUND_ROUNDS = 300
BREATH = 0.2
"""Seconds between two looks at whether the run is to stop."""
LAST_MOMENTS = 0.7
"""Seconds kept back for handing in the answers."""


@dataclass(frozen=True, kw_only=True)
class RunPlan:
    """How long and how wide to search; ``again`` repeats searches by seed and temperatures."""

    seconds: float | None = None
    rounds: int | None = None
    seed: int = 1
    workers: int = 2
    again: tuple[tuple[int, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchRecord:
    """What one search did: with it the search can be repeated exactly."""

    seed: int
    rounds: int
    objective: int
    temperatures: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class RunState:
    """The best answer so far, the proven bound so far, and how each search stands."""

    bookings: Bookings
    objective: int
    lower_bound: int
    records: tuple[SearchRecord, ...] = ()
    stopped: bool = False


class SearchLost(RuntimeError):
    """A process ended without an answer."""


@dataclass(frozen=True, kw_only=True)
class _Task:
    problem: BookingProblem
    start: Bookings
    objective: int
    plan: SearchPlan
    bound_until: float | None
    bound_rounds: int


def improve(
    problem: BookingProblem,
    *,
    start: Bookings,
    objective: int,
    bound: int,
    plan: RunPlan,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[RunState]:
    """The state of the run at each change; the last one is its result.

    ``objective`` is that of ``start`` and ``bound`` any bound that is known; the run ends early
    once it is ``stopped``.

    Raises:
        SearchLost: a process ended without an answer.
    """
    began = time.monotonic()
    tasks = _tasks(problem, start, objective, plan, began)
    state = RunState(bookings=start, objective=objective, lower_bound=bound)
    yield state
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    pipes: dict[Connection, Any] = {}
    for task in tasks:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(task, sender, stop), daemon=True)
        process.start()
        sender.close()
        pipes[receiver] = process
    records: dict[int, SearchRecord] = {}
    try:
        while pipes:
            if stopped() and not state.stopped:
                stop.set()
                state = replace(state, stopped=True)
            for changed in _received(pipes, records, state):
                state = changed
                yield state
    finally:
        for process in pipes.values():
            process.terminate()
    yield replace(state, records=tuple(records[seed] for seed in sorted(records)))


def _tasks(
    problem: BookingProblem, start: Bookings, objective: int, plan: RunPlan, began: float
) -> Sequence[_Task]:
    until = None if plan.seconds is None else began + plan.seconds - LAST_MOMENTS
    searches = [
        SearchPlan(seed=seed, temperatures=temperatures) for seed, temperatures in plan.again
    ] or [
        SearchPlan(seed=plan.seed + turn, rounds=plan.rounds, until=until)
        for turn in range(plan.workers)
    ]
    bound_until = None if plan.seconds is None else began + SHARE_FOR_BOUND * plan.seconds
    return [
        _Task(
            problem=problem,
            start=start,
            objective=objective,
            plan=search,
            bound_until=bound_until,
            # The bound is left to the last process.
            bound_rounds=BOUND_ROUNDS if turn == len(searches) - 1 else 0,
        )
        for turn, search in enumerate(searches)
    ]


def _received(
    pipes: dict[Connection, Any], records: dict[int, SearchRecord], state: RunState
) -> Iterator[RunState]:
    ready = wait(list(pipes), timeout=BREATH)
    for pipe in [each for each in pipes if each in ready]:
        try:
            kind, content = pipe.recv()
        except EOFError:
            raise SearchLost("a search ended before it had answered") from None
        if kind == "bound":
            state = replace(state, lower_bound=max(state.lower_bound, content))
            yield state
            continue
        if content.objective < state.objective:
            state = replace(state, bookings=content.bookings, objective=content.objective)
            yield state
        if kind == "done":
            records[content.seed] = SearchRecord(
                seed=content.seed,
                rounds=content.rounds,
                objective=content.objective,
                temperatures=content.temperatures,
            )
            # It has said all: waiting for it to tidy up would only cost time.
            pipes.pop(pipe).terminate()
            pipe.close()


def _work(task: _Task, answers: Connection, stop: Any) -> None:
    """One process: perhaps the bound, then one search; improvements are sent as they are found."""
    # An interrupt is for the process that gathers the answers; it asks the others to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from desist.scheduling.booking_bound import lower_bound
    from desist.scheduling.booking_search import BookingSearch

    if task.bound_rounds:
        until = task.bound_until or math.inf
        bound = lower_bound(
            task.problem,
            target=task.objective,
            rounds=task.bound_rounds,
            may_go_on=lambda: time.monotonic() < until and not stop.is_set(),
        )
        answers.send(("bound", bound.objective))
    last = Found(
        bookings=task.start, objective=task.objective, seed=task.plan.seed, rounds=0,
        temperatures=(),
    )  # fmt: skip
    for found in BookingSearch(task.problem, task.start, task.plan).run():
        if found.objective < last.objective:
            answers.send(("found", found))
        last = found
        if stop.is_set():
            break
    answers.send(("done", last))
    answers.close()
