"""Does it work? Rates, comparisons, follow-up, prediction, and how sure they make us.

Every figure comes with its interval, method, assumptions and warnings. Files are CSV or Parquet;
events are coded 0 censored, 1 event, 2 and more competing events.
"""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from typing import Protocol

from desist.catalogue.fault import Fault, FaultyInput
from desist.cli.command import Parser
from desist.evaluation.quantity import Findings, job_document
from desist.evaluation.unusable_data import UnusableData

JOBS = {
    "example": "an invented cohort as CSV, to try the jobs on",
    "proportion": "so many of so many, with Wilson and exact intervals",
    "attainable": "the counts that round to a printed percentage",
    "two-group": "an outcome counted in a treated and a control group",
    "observed-expected": "how many had the outcome, for each one predicted to",
    "cohort": "a whole evaluation from three tables of pseudonyms, with its plan frozen first",
    "link": "whose conviction record is whose: reads identities, writes pseudonyms and weights",
    "outcomes": "the offences of a cohort, from links and the records that were linked",
    "survival": "how long people go without the event, by group",
    "cox": "how much each covariate multiplies the hazard",
    "competing": "events that preclude each other: incidence, tests, models",
    "calibration": "whether predicted probabilities came true",
    "sequential": "harm, benefit and claims as events come in, looked at any day",
    "meta": "several studies pooled, how far they disagree, and what may be missing",
    "change": "scores before and after: reliable, clinically significant, or neither",
    "reliability": "how far the items of a scale agree, and the error of a score",
    "profiles": "whether people fall into kinds by their scores, and would again",
    "match": "treated people beside untreated ones who look alike",
    "rosenbaum": "how strong a hidden bias would undo a matched comparison",
}
"""Every job by name, with a line for the overview. Each is a file of this package."""

EXAMPLES = """\
  desist evaluate proportion 13/198
  desist evaluate two-group --treated 256/2562 --control 1058/13219 --json
  desist evaluate cox cohort.csv --time days --event event --covariates age,treated
"""
PRINTED_AS_TEXT = ("example",)


class EvaluationJob(Protocol):
    """What a file of this package offers."""

    EXAMPLES: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of the job, but for those that all jobs share."""

    def run(self, arguments: argparse.Namespace) -> Findings | str:
        """Read what is named and compute; text is printed as it is."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``JOB`` and whatever that job takes."""
    width = max(map(len, JOBS))
    jobs = "\n".join(f"  {name:<{width}}  {line}" for name, line in JOBS.items())
    parser.epilog = f"jobs:\n{jobs}\n\ndesist evaluate JOB --help shows how each is used."
    parser.add_argument("job", choices=JOBS, metavar="JOB", help="one of the jobs below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="what it takes")


def run(arguments: argparse.Namespace) -> int:
    """Import one job, and only that one, do it, and print its result."""
    job: EvaluationJob = import_module(f"{__name__}.{arguments.job.replace('-', '_')}")
    parser = Parser(
        prog=f"desist evaluate {arguments.job}",
        description=job.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.examples = job.EXAMPLES
    job.add_arguments(parser)
    if arguments.job not in PRINTED_AS_TEXT:
        parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    given = parser.parse_args(arguments.rest)
    try:
        result = job.run(given)
    except UnusableData as error:
        raise FaultyInput([_fault(error)], mend_with=f"{parser.prog} --help") from None
    except FaultyInput as error:
        raise FaultyInput(error.faults, mend_with=f"{parser.prog} --help") from None
    if isinstance(result, str):
        print(result)
        return 0
    content = job_document(arguments.job, result)
    if given.json:
        print(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        # The words of a report are needed by people only.
        from desist.cli.evaluate.report import as_text

        print(as_text(content))
    return 0


def _fault(error: UnusableData) -> Fault:
    where = error.where or "arguments"
    return Fault(
        file=where, path="", problem=f"{error.problem} [{error.name}]", remedy=error.remedy
    )
