"""Assess the example cases of invented people and write their reports."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from desist.cli.command import complain

EXAMPLES = """\
  desist tour
  desist tour --into reports --no-pdf
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write, and whether PDFs are wanted."""
    parser.add_argument("--into", type=Path, default=Path("var/tour"), metavar="FOLDER")
    parser.add_argument("--no-pdf", action="store_true", help="pages only")


def run(arguments: argparse.Namespace) -> int:
    """Assess each example, write its report as page, PDF and JSON, and say where they lie."""
    from desist.cases.assessment import assess_case
    from desist.cases.example import example_names, example_path
    from desist.cases.reader import read_case
    from desist.cases.record import assessment_record
    from desist.cases.report import render_report, write_pdf
    from desist.catalogue.adoption_file import EVERYTHING
    from desist.catalogue.load import load_catalogue
    from desist.catalogue.words import words_of
    from desist.documents.pdf import PdfUnavailable

    folder: Path = arguments.into
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = load_catalogue()
    words = words_of(catalogue)
    print("Four invented people, judged by every rule as if a site had adopted it:\n")
    for name in example_names():
        print(f"assessing {name}", file=sys.stderr)
        case = read_case(example_path(name), catalogue=catalogue)
        assessment = assess_case(case, catalogue=catalogue, adoptions=EVERYTHING)
        record = assessment_record(assessment, words=words)
        page = render_report(record, words=words)
        text = json.dumps(record, indent=2, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
        written = f"{folder / name}.html"
        if not arguments.no_pdf:
            try:
                write_pdf(page, folder / f"{name}.pdf")
                written += " and .pdf"
            except PdfUnavailable as error:
                # The pages are what the tour is for: it goes on, and says so once.
                complain(str(error), mend_with="desist tour --no-pdf")
                arguments.no_pdf = True
        outcome = words.term(record["eligibility"]["outcome"])
        print(f"  {record['reference']}  {outcome:<42} {written}")
    print("\nOpen one in a browser. Then: desist assess --example > case.toml")
    return 0
