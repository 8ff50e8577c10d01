"""Reports of evaluations: the least of one, and one whole, of invented people."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from desist.casework.studies.report import CohortReport

REPORT = CohortReport(
    extracted_on=date(2026, 1, 1),
    plan_sha256="a" * 64,
    content={
        "title": "Invented", "question": "Does it?", "statements": [], "settled_by": [],
        "living": [], "evidence_level": "three at most", "warnings": [], "is_invented": True,
        "plan": {"id": "plan", "frozen_on": "2025-01-01", "deviations": []},
    },
)  # fmt: skip


@cache
def whole_report(hazard_ratio: float = 1.0) -> dict[str, Any]:
    """As ``desist evaluate cohort --json`` prints it."""
    from desist.evaluation.cohort.example import Invention
    from desist.evaluation.cohort.example_report import example_report

    return example_report(Invention(hazard_ratio=hazard_ratio))
