"""Example report: the whole evaluation of an invented cohort, its plan frozen before outcomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN, PLAN, freeze, read_plan
from desist.evaluation.cohort.example import Invention, invented_cohort, write_cohort
from desist.evaluation.cohort.report import cohort_report
from desist.evaluation.quantity import job_document

FROZEN_ON = date(2020, 1, 6)


def example_report(invention: Invention) -> dict[str, Any]:
    """As ``desist evaluate cohort FOLDER --json`` prints it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_cohort(invented_cohort(invention), folder)
        (folder / PLAN).write_text(EXAMPLE_PLAN, encoding="utf-8")
        outcomes = folder / "outcomes.parquet"
        held = outcomes.read_bytes()
        outcomes.unlink()
        freeze(read_plan(folder), folder, on=FROZEN_ON)
        outcomes.write_bytes(held)
        return job_document("cohort", cohort_report(folder))
