"""Studies for the demonstration: one that was given both halves, one that waits for a decision."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from desist.casework.access import Role
from desist.casework.demonstration.seed import Seed
from desist.casework.studies.actions.extract import ask_extract, take_cohort, take_roster
from desist.casework.studies.actions.finding import keep_finding
from desist.casework.studies.actions.study import ask_for_study, decide_study
from desist.casework.studies.jobs import make
from desist.casework.studies.models import Study
from desist.casework.studies.queries.population import population_of
from desist.casework.studies.queries.roster import named, roster_of
from desist.casework.studies.report import read_report

YEARS = timedelta(days=900)
PLACES = {
    "title": "Are those who get a place convicted again less often, or more?",
    "question": "Whether image and contact offences differ between those who got a place and "
    "those for whom there was none, in either direction.",
    "counts_from": "wait_ended",
}
ORDERS = {
    "title": "Reconviction after the programme, against people from elsewhere",
    "question": "Everybody found suitable, followed from their order or release, beside people "
    "of the same years who were never referred.",
    "counts_from": "sentence",
}


def studies_stage(made: Seed) -> int:
    """Two questions of the evaluator; the lead allowed the first."""
    days = {"first_day": (made.now - YEARS).date(), "last_day": made.now.date()}
    both = days | {"programme": "isotp", "predicts": "image", "approval": "", "horizon_days": None}
    asker = {"by": made.national[Role.EVALUATOR]}
    first = ask_for_study(values=both | PLACES, **asker, at=made.now - timedelta(days=20))
    ask_for_study(values=both | ORDERS, **asker, at=made.now - timedelta(days=2))
    decide_study(
        study=first,
        allowed=True,
        because="Needed for the yearly report. Both halves stay on the evaluation server.",
        open_until=(made.now + timedelta(days=180)).date(),
        by=made.national[Role.LEAD],
        at=made.now - timedelta(days=15),
    )
    _give(made, first, asker)
    _find(made, first, asker)
    return 2


def _find(made: Seed, study: Study, asker: dict[str, Any]) -> None:
    """What an evaluation of invented people came to: the service's own are too few for one."""
    from desist.evaluation.cohort.example import Invention  # a second that other stages do without
    from desist.evaluation.cohort.example_report import example_report

    text = json.dumps(example_report(Invention())).encode()
    report = read_report(text, file="report.json", demonstration=True)
    keep_finding(study=study, report=report, text=text, **asker, at=made.now)


def _give(made: Seed, study: Study, asker: dict[str, Any]) -> None:
    extract = ask_extract(study=study, **asker, at=made.now)
    make(extract, now=lambda: made.now)
    take_cohort(extract=extract, **asker, at=made.now)
    people = named(population_of(study, on=made.now.date()))
    roster = roster_of(study, people)
    linker = {"by": made.national[Role.LINKER], "at": made.now}
    take_roster(study=study, content=roster, people=people, **linker)
