"""How well and how fast groups are formed: 20 groups from 400 people who wait, on 20 fixed seeds.

usage: python -m bench.groups [--cp-sat SECONDS]

For each seed, side by side: the cost of the greedy way (what a careful person does by hand) and of
the search, with its seconds (of the processor, and by the clock); and with ``--cp-sat`` what CP-SAT
alone finds in so many seconds on one worker, and the lower bound that it proves. Every answer is
looked at by the independent checker. Exits 1 where a rule is broken, greedy is better, or a run
takes more than 10 processor seconds.
"""

from __future__ import annotations

import argparse
import sys
import time

from ortools.sat.python import cp_model_helper as solver

from desist.programme.group_check import group_faults
from desist.scheduling.group_forming import form_groups
from desist.scheduling.group_model import GroupModel
from desist.scheduling.group_problem import GroupProblem, problem_of
from tests.scheduling.drawn_pool import drawn_pool, rules

SEEDS = range(1, 21)
PEOPLE, GROUPS, SECONDS = 400, 20, 10


def cp_sat_alone(problem: GroupProblem, seconds: float) -> tuple[int, int]:
    """Cost found and lower bound proven by the solver with no help from the search."""
    model = GroupModel(problem=problem).model
    parameters = solver.SatParameters()
    parameters.num_workers = 1
    parameters.max_time_in_seconds = seconds
    search = solver.SolveWrapper()
    search.set_parameters(parameters)
    written = model._written(model.requirements, model.objective)  # noqa: SLF001
    response = search.solve(written)
    found = round(response.objective_value) + problem.all_out if response.solution else -1
    return found, round(response.best_objective_bound) + problem.all_out


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cp-sat", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--seeds", type=int, default=len(SEEDS), metavar="N")
    arguments = parser.parse_args()
    used, failed = rules(), False
    print(
        f"{'seed':>4}{'greedy':>9}{'search':>9}{'saved':>7}{'groups':>7}{'seated':>7}"
        f"{'seconds':>9}{'clock':>7}{'broken':>7}"
        + ("   CP-SAT    bound" if arguments.cp_sat else "")
    )
    for seed in SEEDS[: arguments.seeds]:
        pool = drawn_pool(seed, people=PEOPLE, groups=GROUPS)
        start, work = time.perf_counter(), time.process_time()
        forming = form_groups(pool, **used)
        clock, taken = time.perf_counter() - start, time.process_time() - work
        broken = group_faults(
            forming.seated, pool=pool, rule=used["rule"], programmes=used["programmes"]
        )
        saved = 1 - forming.cost / forming.greedy_cost
        seated = sum(map(len, forming.seated.values()))
        row = (
            f"{seed:4}{forming.greedy_cost:9}{forming.cost:9}{saved:7.1%}"
            f"{len(forming.seated):7}{seated:7}{taken:9.2f}{clock:7.2f}{len(broken):7}"
        )
        if arguments.cp_sat:
            found, bound = cp_sat_alone(problem_of(forming.question), arguments.cp_sat)
            row += f"{found:9}{bound:9}"
        print(row, flush=True)
        failed |= bool(broken) or forming.cost > forming.greedy_cost or taken > SECONDS
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
