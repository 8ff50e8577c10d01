"""How long a treatment plan takes, and what its solver's two doors cost to open.

usage: python bench/plan.py

Prints, side by side in one run: importing OR-Tools' Python layer (which imports pandas) and
importing what plans are made with, each in a fresh process; then the time of a plan of the i-SOTP,
curve and decision included, for people with few to all needs.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date
from statistics import median

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.treatment_plan import PlanRequest
from desist.scheduling.treatment_planning import plan_treatment

ROUNDS = 9


def import_seconds(module: str) -> float:
    script = (
        f"import time; a = time.perf_counter(); import {module}; print(time.perf_counter() - a)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return median(float(each.stdout) for each in runs)


def plan_milliseconds(programme: Programme, format_id: str, request: PlanRequest) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        plan_treatment(programme=programme, format=format_id, request=request)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def people(programme: Programme) -> dict[str, tuple[str, PlanRequest]]:
    needs = programme.needs
    drawn = random.Random(1)
    mixed = {need: drawn.choice(("strong", "some", "none")) for need in needs}
    every = dict.fromkeys(needs, "strong")
    return {
        "no needs": ("individual", PlanRequest()),
        "four needs, strong": ("individual", PlanRequest(needs=dict.fromkeys(needs[:4], "strong"))),
        "needs of every strength": ("individual", PlanRequest(needs=mixed)),
        "every need, some": ("individual", PlanRequest(needs=dict.fromkeys(needs, "some"))),
        "every need, strong": ("individual", PlanRequest(needs=every)),
        "every need, at most 22": ("individual", PlanRequest(needs=every, sessions_at_most=22)),
        "every need, at most 15": ("individual", PlanRequest(needs=every, sessions_at_most=15)),
        "in a group": ("group", PlanRequest(needs=mixed)),
    }


def main() -> None:
    for module in ("ortools.sat.python.cp_model", "desist.scheduling.treatment_planning"):
        print(f"import {module:40} {import_seconds(module):6.2f} s")
    programme = load_catalogue().in_force(
        Programme, "isotp", on=date(2026, 3, 3), adoptions=EVERYTHING
    )
    print(f"\n{'plan of the i-SOTP':28}{'median':>10}{'slowest':>10}{'outcome':>14}")
    for name, (format_id, request) in people(programme).items():
        taken = plan_milliseconds(programme, format_id, request)
        outcome = plan_treatment(programme=programme, format=format_id, request=request)
        print(f"{name:28}{median(taken):7.1f} ms{max(taken):7.1f} ms{outcome.decision.outcome:>14}")


if __name__ == "__main__":
    main()
