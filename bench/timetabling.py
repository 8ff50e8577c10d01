"""Timetables side by side: one greedy pass, CP-SAT alone on the whole model, and desist timetable.

    python bench/timetabling.py --seconds 60                    the benchmark's own instance
    python bench/timetabling.py --seconds 60 --seeds 11 12      and instances drawn with other seeds
    python bench/timetabling.py --seconds 60 --cp-sat-seconds 120

Each is given its seconds of wall time on two cores, one after the other; every timetable is checked
by bench/timetable/verify.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path
from typing import Any

from slot_instances import drawn_instance

HERE = Path(__file__).parent
DESIST = Path(sys.executable).with_name("desist")


def verified(instance: Path, solution: dict[str, Any]) -> int | None:
    """The objective by the verifier, or None where it refuses."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(solution, file)
        file.flush()
        command = [sys.executable, HERE / "timetable" / "verify.py", instance, file.name]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(answer.stdout) if answer.returncode == 0 else None


Busy = set[tuple[str, int, int]]


def greedy(instance: dict[str, Any]) -> dict[str, Any]:
    """Each group in file order takes the pair and room by which it ends first."""
    busy: Busy = set()
    groups = []
    for group in instance["groups"]:
        ways = (
            (times[-1], team, room, times)
            for team in combinations(group["facilitators"], 2)
            for room in group["rooms"]
            if (times := earliest(instance, group, (team, room), busy))
        )
        best = min(ways, default=None)
        if best is None:
            return {"groups": []}
        _, team, room, times = best
        busy |= {("r", room, t) for t in times} | {("p", p, t) for p in team for t in times}
        groups.append({"id": group["id"], "facilitators": team, "room": room, "times": times})
    return {"groups": groups}


def earliest(
    instance: dict[str, Any], group: dict[str, Any], taking: tuple[Any, int], busy: Busy
) -> list[int]:
    """The earliest times of a group with a team and a room; empty where there are too few."""
    per_week, gap = instance["slots_per_week"], instance["min_gap_slots"]
    team, room = taking
    leave = {w for person in team for w in instance["facilitator_holidays"][person]}
    times: list[int] = []
    for t in range(instance["weeks"] * per_week):
        taken = ("r", room, t) in busy or any(("p", person, t) in busy for person in team)
        attends = t % per_week in group["slots"] and t // per_week not in leave
        if attends and not taken and (not times or t - times[-1] >= gap):
            times.append(t)
            if len(times) == instance["sessions_per_group"]:
                return times
    return []


def cp_sat(instance: dict[str, Any], seconds: float) -> tuple[dict[str, Any] | None, float]:
    """The whole model in CP-SAT, two workers; the solution if one is found, and the bound."""
    from ortools.sat.python import cp_model

    per_week, gap = instance["slots_per_week"], instance["min_gap_slots"]
    horizon, model = instance["weeks"] * per_week, cp_model.CpModel()
    at, who, where, ends = {}, {}, {}, []
    uses: dict[Any, list[Any]] = {}
    for group in instance["groups"]:
        g = group["id"]
        times = [t for t in range(horizon) if t % per_week in group["slots"]]
        at |= {(g, t): model.new_bool_var("") for t in times}
        who |= {(g, p): model.new_bool_var("") for p in group["facilitators"]}
        where |= {(g, r): model.new_bool_var("") for r in group["rooms"]}
        model.add(sum(at[g, t] for t in times) == instance["sessions_per_group"])
        model.add(sum(who[g, p] for p in group["facilitators"]) == 2)
        model.add_exactly_one(where[g, r] for r in group["rooms"])
        end = model.new_int_var(0, horizon, "")
        ends.append(end)
        for t in times:
            model.add(end >= t).only_enforce_if(at[g, t])
            model.add_at_most_one(at[g, s] for s in times if t <= s < t + gap)
            for kind, chosen in (("p", who), ("r", where)):
                names = group["facilitators"] if kind == "p" else group["rooms"]
                for name in names:
                    if kind == "p" and t // per_week in instance["facilitator_holidays"][name]:
                        model.add_at_most_one(at[g, t], who[g, name])
                        continue
                    use = model.new_bool_var("")
                    model.add_bool_or(use, at[g, t].negated(), chosen[g, name].negated())
                    uses.setdefault((kind, name, t), []).append(use)
    for together in uses.values():
        model.add_at_most_one(together)
    model.minimize(sum(ends))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, solver.best_objective_bound
    groups = [
        {
            "id": group["id"],
            "facilitators": [p for p in group["facilitators"] if solver.value(who[group["id"], p])],
            "room": next(r for r in group["rooms"] if solver.value(where[group["id"], r])),
            "times": [t for t in range(horizon) if (group["id"], t) in at
                      and solver.value(at[group["id"], t])],
        }
        for group in instance["groups"]
    ]  # fmt: skip
    return {"groups": groups}, solver.best_objective_bound


def ours(path: Path, seconds: float, seed: int) -> tuple[dict[str, Any], dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [DESIST, "timetable", path, "--seconds", str(seconds), "--seed", str(seed),
                   "--out", out, "--json"]  # fmt: skip
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True,
                              stderr=subprocess.DEVNULL)  # fmt: skip
        return json.loads(said.stdout), json.loads(out.read_text())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--cp-sat-seconds", type=float, default=0)
    parser.add_argument("--seeds", type=int, nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=1, help="of the search")
    given = parser.parse_args()
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("instance               method      seconds  objective  proven bound")
    with tempfile.TemporaryDirectory() as folder:
        paths = [HERE / "timetable" / "instance.json"]
        for seed in given.seeds:
            paths.append(Path(folder) / f"{seed}.json")
            paths[-1].write_text(json.dumps(drawn_instance(seed)))
        for path in paths:
            compare(path, given)


def compare(path: Path, given: argparse.Namespace) -> None:
    instance = json.loads(path.read_text())
    began = time.monotonic()
    answer = greedy(instance)
    row(instance, "greedy", time.monotonic() - began, verified(path, answer), None)
    if given.cp_sat_seconds:
        began = time.monotonic()
        found, bound = cp_sat(instance, given.cp_sat_seconds)
        objective = verified(path, found) if found else None
        row(instance, "CP-SAT", time.monotonic() - began, objective, bound)
    result, solution = ours(path, given.seconds, given.seed)
    first = result["first"]
    row(instance, "ours, first", first["seconds"], first["objective"], None)
    row(instance, "ours", result["seconds"], verified(path, solution), result["lower_bound"])


def row(
    instance: dict[str, Any], method: str, seconds: float, objective: int | None, bound: Any
) -> None:
    found = "none found" if objective is None else f"{objective:,}"
    proven = "" if bound is None else f"{bound:,.0f}"
    print(f"{instance['id']:22} {method:11} {seconds:7.1f} {found:>10} {proven:>13}", flush=True)


if __name__ == "__main__":
    main()
