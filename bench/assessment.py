"""How long a case takes: the whole command from cold, the judgements, and the plan.

    python bench/assessment.py [--runs N]

Figures to reach on 2 cores: ``desist assess`` cold under 1.5 s for ``--json`` and ``--html``, under
3 s with ``--pdf``; judgements under 5 ms; the plan under 50 ms after import. Nothing is installed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desist.cases.assessment import assess_case
from desist.cases.battery import judge_battery
from desist.cases.example import example_path
from desist.cases.reader import read_case
from desist.cases.risk import judge_risk
from desist.cases.rules_in_force import Rules
from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.treatment_plan import PlanRequest
from desist.scheduling.treatment_planning import plan_treatment

CASE = example_path("eligible")


def cold(*options: str) -> Callable[[], object]:
    """The command in a process of its own, from start to end."""
    command = [sys.executable, "-m", "desist.cli", "assess", str(CASE), "--demonstration"]
    return lambda: subprocess.run([*command, *options], check=True, capture_output=True)


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Median wall time in milliseconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def main() -> None:
    """Measure and print, one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    catalogue = load_catalogue()
    case = read_case(CASE, catalogue=catalogue)
    rules = Rules(catalogue=catalogue, adoptions=EVERYTHING, on=case.decided_on)
    assessment = assess_case(case, catalogue=catalogue, adoptions=EVERYTHING)
    request = PlanRequest(needs={each.id: each.strength for each in assessment.battery.needs.needs})
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = str(Path(folder) / "r.html"), str(Path(folder) / "r.pdf")
        rows = {
            "cold, --json": (cold("--json"), 1500, runs),
            "cold, --html": (cold("--html", page), 1500, runs),
            "cold, --html --pdf": (cold("--html", page, "--pdf", pdf), 3000, runs),
            "judgements: risk": (lambda: judge_risk(case, rules), 5, runs * 20),
            "judgements: battery": (lambda: judge_battery(case, rules), 5, runs * 20),
            "plan": (
                lambda: plan_treatment(
                    programme=assessment.programme, format="individual", request=request
                ),
                50,
                runs * 4,
            ),
            "whole case, warm": (
                lambda: assess_case(case, catalogue=catalogue, adoptions=EVERYTHING),
                60,
                runs * 4,
            ),
        }
        for name, (work, target, times) in rows.items():
            print(f"{name:<24} {median_ms(work, times):8.1f} ms   to reach: {target} ms")


if __name__ == "__main__":
    main()
