"""Checklist: items of STROBE, RECORD and TIDieR, where the report answers each, and what is open.

Items are named by number and subject, in our words; the texts are the publishers'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from desist.evaluation.cohort.analysis_plan import AnalysisPlan

Answered = Literal["report", "site", "open"]


@dataclass(frozen=True, kw_only=True)
class ChecklistItem:
    """One item: answered by the report itself, by the site in the plan, or still open."""

    id: str
    subject: str
    answered_by: Answered
    answer: str


BY_REPORT = (
    ("strobe-3", "objectives, said beforehand", "the question and the plan"),
    ("strobe-6", "who is in the cohort, and from when", "rules of follow-up, flow of numbers"),
    ("strobe-7", "outcomes, exposures and confounders defined", "rules and data dictionary"),
    ("strobe-9", "efforts against bias", "rules of follow-up; completers beside all allocated"),
    ("strobe-12", "statistical methods, missing values", "method of each figure; warnings"),
    ("strobe-13", "numbers at each stage", "flow of numbers"),
    ("strobe-14", "characteristics, with unknown values", "first table"),
    ("strobe-15", "outcome events over time", "outcomes at every horizon; curves"),
    ("strobe-16", "estimates with and without adjustment, absolute too", "effects"),
    ("record-6.1", "codes used to choose people", "data dictionary"),
    ("record-7.1", "codes of outcomes", "data dictionary"),
)
BY_SITE = (
    ("strobe-5", "setting, places and dates"),
    ("strobe-19", "limitations"),
    ("strobe-21", "to whom it applies"),
    ("strobe-22", "funding"),
    ("record-12.3", "linkage between data sets and its quality"),
    ("record-22.1", "access to protocol, data and code"),
    ("tidier-1", "name of the programme"),
    ("tidier-2", "why: its rationale"),
    ("tidier-3", "what: materials"),
    ("tidier-4", "what: procedures"),
    ("tidier-5", "who provided it"),
    ("tidier-6", "how it was delivered"),
    ("tidier-7", "where"),
    ("tidier-8", "when and how much"),
    ("tidier-9", "tailoring"),
    ("tidier-10", "changes on the way"),
    ("tidier-11", "how well: planned"),
    ("tidier-12", "how well: actual"),
)


def checklist_of(plan: AnalysisPlan, delivered: Mapping[str, str]) -> tuple[ChecklistItem, ...]:
    """Every item: the site's answer from the plan's ``[checklist]``, else what the data say."""
    said = [
        ChecklistItem(id=id_, subject=subject, answered_by="report", answer=answer)
        for id_, subject, answer in BY_REPORT
    ]
    for id_, subject in BY_SITE:
        answer = plan.checklist.get(id_, "")
        by: Answered = "site" if answer else "open"
        if not answer and id_ in delivered:
            answer, by = delivered[id_], "report"
        said.append(ChecklistItem(id=id_, subject=subject, answered_by=by, answer=answer))
    return tuple(said)
