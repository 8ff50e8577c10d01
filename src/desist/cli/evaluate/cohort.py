"""A whole evaluation: a folder of episodes, outcomes and liberty as one report.

FOLDER holds episodes.parquet, outcomes.parquet and liberty.parquet (see --schema), plan.toml, the
analysis plan (see --plan), and plan.frozen.json, which --freeze writes before outcomes are read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desist.evaluation.quantity import Findings
from desist.evaluation.unusable_data import UnusableData

EXAMPLES = """\
  desist evaluate cohort example-cohort --example
  desist evaluate cohort example-cohort --freeze
  desist evaluate cohort example-cohort --html report.html --json
  desist evaluate cohort --schema > datapackage.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``FOLDER`` and what to do with it."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="the evaluation's")
    does = parser.add_mutually_exclusive_group()
    does.add_argument(
        "--schema", action="store_true", help="print the schema of the tables and data dictionary"
    )
    does.add_argument("--plan", action="store_true", help="print an analysis plan to begin from")
    does.add_argument("--example", action="store_true", help="write an invented cohort to FOLDER")
    does.add_argument("--freeze", action="store_true", help="freeze the plan; reads no outcomes")
    does.add_argument("--check", action="store_true", help="check the folder, and evaluate nothing")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as a page")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the report as PDF")
    parser.add_argument("--docx", type=Path, metavar="FILE", help="write the report for Word")
    parser.add_argument(
        "--tables", type=Path, metavar="FOLDER", help="write every table as CSV, with datapackage"
    )
    parser.add_argument(
        "--unsuppressed", action="store_true", help="print small counts: for inside use only"
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="the day (default: today)"
    )
    example = parser.add_argument_group("of --example")
    example.add_argument("--treated", type=int, default=600, help="people (default: %(default)s)")
    example.add_argument("--control", type=int, default=1200, help="people (default: %(default)s)")
    example.add_argument(
        "--hazard-ratio", type=float, default=1.0, help="of treatment (default: %(default)s)"
    )
    example.add_argument(
        "--calibration", default="england", help="england or ontario (default: %(default)s)"
    )
    example.add_argument("--seed", type=int, default=2007, help="(default: %(default)s)")


def run(arguments: argparse.Namespace) -> Findings | str:
    """Do what was asked."""
    if arguments.schema:
        from desist.evaluation.cohort.data_package import cohort_data_package

        return json.dumps(cohort_data_package(), indent=2, ensure_ascii=False)
    if arguments.plan:
        from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN

        return EXAMPLE_PLAN.rstrip()
    if arguments.folder is None:
        raise UnusableData(
            "no_folder", "no folder is named", remedy="name the folder of the evaluation",
            where="FOLDER",
        )  # fmt: skip
    if arguments.example:
        return _example(arguments)
    if arguments.freeze:
        return _freeze(arguments.folder, arguments.on or date.today())  # noqa: DTZ011 - a local day
    if arguments.check:
        return _check(arguments.folder)
    return _report(arguments)


def _report(arguments: argparse.Namespace) -> Findings | str:
    from desist.evaluation.cohort.report import cohort_report

    result = cohort_report(arguments.folder, is_unsuppressed=arguments.unsuppressed)
    written = list(_written(result, arguments))
    if arguments.json:
        return result
    said = [f"{each.outcome}: {each.headline} {each.for_100}" for each in result.statements]
    said += [f"deviation: {each}" for each in result.plan.deviations]
    said += [f"written: {each}" for each in written]
    return "\n".join(said)


def _written(result: Findings, arguments: argparse.Namespace) -> Iterator[Path]:
    """Write what was asked for."""
    from desist.evaluation.quantity import document

    content = document(result)
    if arguments.html or arguments.pdf or arguments.docx:
        from desist.evaluation.cohort.page import cohort_page

        page = cohort_page(content)
        if arguments.html:
            arguments.html.write_text(page, encoding="utf-8")
            yield arguments.html
        if arguments.pdf:
            from desist.documents.pdf import pdf_from

            arguments.pdf.write_bytes(pdf_from(page))
            yield arguments.pdf
        if arguments.docx:
            from desist.documents.page_blocks import document_from
            from desist.documents.word import word_from

            version = f"Plan {content['plan']['id']}, extracted {content['plan']['extracted_on']}"
            arguments.docx.write_bytes(word_from(document_from(page, version=version)))
            yield arguments.docx
    if arguments.tables:
        from desist.evaluation.cohort.tidy_table import write_tidy_tables

        yield from write_tidy_tables(content, arguments.tables)


def _example(arguments: argparse.Namespace) -> str:
    from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN, PLAN
    from desist.evaluation.cohort.example import Invention, invented_cohort, write_cohort

    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        raise UnusableData(
            "folder_not_empty", f"{folder.name} is not empty: nothing is written over",
            remedy="name a new folder", where="FOLDER",
        )  # fmt: skip
    invention = Invention(
        treated=arguments.treated, control=arguments.control, seed=arguments.seed,
        hazard_ratio=arguments.hazard_ratio, calibration=arguments.calibration,
    )  # fmt: skip
    cohort = invented_cohort(invention)
    write_cohort(cohort, folder)
    (folder / PLAN).write_text(EXAMPLE_PLAN, encoding="utf-8")
    return (
        f"{folder}: {cohort.episodes.height:,} invented people, {cohort.outcomes.height:,} "
        f"outcomes, {cohort.liberty.height:,} periods, and a plan; treatment multiplies the "
        f"hazard of image and contact offences by {invention.hazard_ratio:g}"
    )


def _freeze(folder: Path, on: date) -> str:
    from desist.evaluation.cohort.analysis_plan import freeze, read_plan
    from desist.evaluation.cohort.consistency import check_people
    from desist.evaluation.cohort.folder import read_people

    plan = read_plan(folder)
    check_people(*read_people(folder), extracted_on=plan.extracted_on)
    frozen = freeze(plan, folder, on=on)
    said = f"{plan.id}: frozen on {frozen.frozen_on}, sha256 {frozen.sha256}"
    if frozen.outcomes_lay_there:
        said += "\nthe outcomes already lay in the folder: the report will say so"
    return said


def _check(folder: Path) -> str:
    from desist.evaluation.cohort.analysis_plan import read_plan
    from desist.evaluation.cohort.consistency import check_outcomes, check_people
    from desist.evaluation.cohort.folder import Cohort, read_outcomes, read_people

    plan = read_plan(folder)
    episodes, liberty = read_people(folder)
    check_people(episodes, liberty, extracted_on=plan.extracted_on)
    cohort = Cohort(episodes=episodes, liberty=liberty, outcomes=read_outcomes(folder))
    check_outcomes(cohort, extracted_on=plan.extracted_on)
    return (
        f"{folder}: {episodes.height:,} episodes, {cohort.outcomes.height:,} outcomes and "
        f"{liberty.height:,} periods, without a fault"
    )
