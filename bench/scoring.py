"""Scoring a million forms, side by side with R's ``psych::scoreItems`` on the same file.

    .venv/bin/python bench/scoring.py                 # a million rows, best of three
    .venv/bin/python bench/scoring.py --rows 100000   # quicker

Both read the same CSV file of invented answers to the BIS-11 and write a CSV file of scores. For
R the time inside the process is taken (R's own start is left out), whole and for the one call of
``scoreItems``; for Desist the wall time of the whole command with its start. Totals of complete
forms are compared. Needs R with the package psych for the comparison, and says so where it is
not there; nothing is installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from desist.catalogue.load import load_catalogue
from desist.programme.instrument import Instrument

MISSING_SHARE = 0.003
"""Of single answers: about one form in eleven then lacks one."""
R_SCRIPT = r"""
given <- commandArgs(trailingOnly = TRUE)
suppressPackageStartupMessages(library(psych))
started <- proc.time()[["elapsed"]]
answers <- read.csv(given[1])
read <- proc.time()[["elapsed"]]
keys <- KEYS
scores <- scoreItems(keys, answers[, -1], totals = TRUE, missing = TRUE, impute = "none",
                     min = 1, max = 4)
scored <- proc.time()[["elapsed"]]
write.csv(data.frame(id = answers$id, scores$scores), given[2], row.names = FALSE)
written <- proc.time()[["elapsed"]]
cat(sprintf('{"read": %.3f, "score": %.3f, "write": %.3f, "whole": %.3f}\n',
            read - started, scored - read, written - scored, written - started))
"""


def main() -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.csv"
        write_answers(answers, rows=arguments.rows)
        size = answers.stat().st_size / 1e6
        print(f"{arguments.rows:,} forms of 30 items, {size:.0f} MB; {os.cpu_count()} processors,")
        print(f"Python {platform.python_version()}, numpy {np.__version__}")
        ours = desist_seconds(answers, Path(folder) / "ours.csv", repeats=arguments.repeats)
        print(f"desist score bis-11, whole command:    {ours:8.2f} s")
        theirs = r_seconds(answers, Path(folder) / "theirs.csv", keys=r_keys())
        if theirs is None:
            print("R with the package psych is not here: no comparison")
            return 0
        for name, seconds in theirs.items():
            print(f"R psych, {name:<6}                        {seconds:8.2f} s")
        print(f"scoreItems alone / whole desist:       {theirs['score'] / ours:8.1f} times")
        print(f"whole R job / whole desist:            {theirs['whole'] / ours:8.1f} times")
        same = compare(Path(folder) / "ours.csv", Path(folder) / "theirs.csv")
        print(f"totals of complete forms compared:     {same:,} the same")
    return 0


def write_answers(path: Path, *, rows: int) -> None:
    """Invented answers, always the same ones."""
    chance = np.random.default_rng(11)
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(",".join(["id", *(f"item_{number}" for number in range(1, 31))]) + "\n")
        for start in range(0, rows, 50_000):
            count = min(50_000, rows - start)
            cells = chance.integers(1, 5, size=(count, 30)).astype("U1")
            cells[chance.random((count, 30)) < MISSING_SHARE] = ""
            file.writelines(
                f"{number},{','.join(row)}\n"
                for number, row in enumerate(cells.tolist(), start=start + 1)
            )


def desist_seconds(answers: Path, scores: Path, *, repeats: int) -> float:
    """The best wall time of the whole command."""
    command = [sys.executable, "-m", "desist.cli", "score", "bis-11", answers, "--out", scores]
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - started)
    return min(times)


def r_keys() -> str:
    """The scales of the BIS-11 as the list of keys that ``scoreItems`` takes."""
    instrument = next(each for each in load_catalogue().of_kind(Instrument) if each.id == "bis-11")
    lists = []
    for key in instrument.form_order[0].key:
        signed = [f'"{"-" if item in key.reversed else ""}item_{item}"' for item in key.items]
        lists.append(f"`{key.scale}` = c({', '.join(signed)})")
    return f"list({', '.join(lists)})"


def r_seconds(answers: Path, scores: Path, *, keys: str) -> dict[str, float] | None:
    """What R took, by its own clock; None where R or psych is not here."""
    command = shutil.which("Rscript")
    if command is None:
        return None
    if subprocess.run(
        [command, "-e", "library(psych)"], check=False, capture_output=True
    ).returncode:
        return None
    script = answers.with_name("score.R")
    script.write_text(R_SCRIPT.replace("KEYS", keys), encoding="utf-8")
    done = subprocess.run(
        [command, script, answers, scores], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def compare(ours: Path, theirs: Path) -> int:
    """How many complete forms have the same total in both files; stops at the first that differs.

    Raises:
        ValueError: a total differs.
    """
    same = 0
    with ours.open(newline="") as one, theirs.open(newline="") as other:
        for left, right in zip(csv.DictReader(one), csv.DictReader(other), strict=True):
            if left["missing"] != "0":
                continue
            if left["id"] != right["id"] or float(left["total"]) != float(right["total"]):
                raise ValueError(f"form {left['id']}: {left['total']} here, {right['total']} in R")
            same += 1
    return same


if __name__ == "__main__":
    sys.exit(main())
