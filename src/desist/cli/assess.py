"""Judge one case: static risk, profile, needs, eligibility and plan, with every reason."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from desist.cli.command import UNUSABLE_INPUT, complain
from desist.cli.output_file import check_places, write_all

EXAMPLES = """\
  desist assess --example > case.toml
  desist assess case.toml --demonstration
  desist assess case.toml --demonstration --html report.html --pdf report.pdf
  desist assess case.toml --adoptions adoptions.toml --json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The case, the rules to judge by, and what to write."""
    parser.add_argument("case", nargs="?", type=Path, metavar="CASE.toml")
    parser.add_argument("--on", type=_day, metavar="DATE", help="judge by the rules of that day")
    parser.add_argument("--adoptions", type=Path, metavar="F", help="the site's adoptions (TOML)")
    parser.add_argument(
        "--demonstration", action="store_true", help="adopt everything; for invented cases only"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    parser.add_argument("--html", type=Path, metavar="F", help="write the report as a page")
    parser.add_argument("--pdf", type=Path, metavar="F", help="write the report as a PDF")
    parser.add_argument(
        "--example", nargs="?", const="eligible", metavar="NAME", help="print an example case"
    )
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a case")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a day: write it like 2026-03-03"
        raise argparse.ArgumentTypeError(message) from None


def run(arguments: argparse.Namespace) -> int:
    """Print an example or the schema, or judge the case."""
    if arguments.schema:
        from desist.cases.case_schema import case_schema

        print(json.dumps(case_schema(), indent=2))
        return 0
    if arguments.example:
        return _print_example(arguments.example)
    if arguments.case is None:
        complain("no case was named", mend_with="desist assess --example > case.toml")
        return UNUSABLE_INPUT
    if arguments.pdf is None:
        return _assess(arguments, None)
    from desist.documents.pdf_process import pdf_ahead

    with pdf_ahead() as pdf_from:
        return _assess(arguments, pdf_from)


def _print_example(name: str) -> int:
    from desist.cases.example import example_names, example_text

    if name not in example_names():
        known = example_names()
        nearest = (*get_close_matches(name, known, n=1), "")[0]
        complain(
            f"there is no example {name!r}: {', '.join(known)}",
            mend_with=f"desist assess --example {nearest}".strip(),
        )
        return UNUSABLE_INPUT
    print(example_text(name), end="")
    return 0


def _assess(arguments: argparse.Namespace, pdf_from: Callable[[str], bytes] | None) -> int:
    from desist.cases.assessment import assess_case
    from desist.cases.reader import read_case
    from desist.cases.record import assessment_record
    from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS, read_adoptions
    from desist.catalogue.load import load_catalogue, site_folder
    from desist.catalogue.words import words_of

    if arguments.adoptions and arguments.demonstration:
        complain("--demonstration adopts everything already", mend_with="desist assess --help")
        return UNUSABLE_INPUT
    read = [each for each in (arguments.case, arguments.adoptions) if each]
    check_places([each for each in (arguments.html, arguments.pdf) if each], read=read)
    catalogue = load_catalogue(site=site_folder())
    case = read_case(arguments.case, catalogue=catalogue)
    if arguments.demonstration and not case.invented:
        complain(
            f"{arguments.case}: invented: a demonstration is for invented people only. Say "
            "invented = true if this one is, or judge by the site's own adoptions",
            mend_with=f"desist assess {arguments.case} --adoptions adoptions.toml",
        )
        return UNUSABLE_INPUT
    adoptions = EVERYTHING if arguments.demonstration else NO_ADOPTIONS
    if arguments.adoptions:
        adoptions = read_adoptions(arguments.adoptions, entries=catalogue.entries)
    assessment = assess_case(case, catalogue=catalogue, adoptions=adoptions, on=arguments.on)
    words = words_of(catalogue)
    record = assessment_record(assessment, words=words)
    _write_reports(record, words, arguments, pdf_from)
    if arguments.json:
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        from desist.cases.summary import summary

        print(summary(record, words=words))
    return 0


def _write_reports(
    record: dict[str, Any],
    words: Any,
    arguments: argparse.Namespace,
    pdf_from: Callable[[str], bytes] | None,
) -> None:
    if arguments.html is None and pdf_from is None:
        return
    from desist.cases.report import render_report

    page = render_report(record, words=words)
    contents = {} if arguments.html is None else {arguments.html: page.encode()}
    if pdf_from is not None:
        contents[arguments.pdf] = pdf_from(page)
    write_all(contents)
    for place in contents:
        print(f"wrote {place}", file=sys.stderr)
