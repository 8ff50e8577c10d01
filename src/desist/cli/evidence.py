"""Check the figures that publications claim: recompute them and find what contradicts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import load_catalogue, read_own, site_folder
from desist.catalogue.words import Words, words_of
from desist.cli.catalogue import print_table
from desist.cli.command import Parser
from desist.programme.decision import Reason, plain
from desist.programme.entry import lowest_grade
from desist.programme.evidence import Claim, EvidenceRecord
from desist.programme.evidence_check import Inconsistency, inconsistencies
from desist.programme.evidence_recomputed import recompute

EXAMPLES = """\
  desist evidence check
  desist evidence check --json
  desist catalogue show middleton-2008 > claims.toml; desist evidence check claims.toml
"""

PATTERN = "desist catalogue show middleton-2008"
"""The command that shows a record to copy from."""
BRIEF = {
    "increase": "increase {increase:+.1%}, {ratio:.2f} times, {compound_rate:+.1%} a year",
    "stated_ratio": "{stated_ratio:.2f} times the expected",
    "expected_percentage": "{expected_percentage:.1f}% expected",
    "odds_ratio": "odds ratio {odds_ratio:.2f}",
    "highest_is_at_least": "somebody had at least {highest_is_at_least}",
}
"""A recomputed figure and the words for it in one line of the report."""
STRETCHES = (
    ("lowest_count", "highest_count", "{stretch} of {n}"),
    ("lowest_sum", "highest_sum", "{stretch} in all"),
    ("hours", "to_hours", "{stretch} hours"),
)
"""Two figures that are the ends of one, and the words for them."""

CLAIM_FIELDS = {each.name for each in fields(Claim)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``check [FILE]``."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB", parser_class=Parser)
    check = jobs.add_parser("check", help="recompute every claim and find inconsistencies")
    check.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="your own record; default: those shipped"
    )
    check.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Check one file, or every record held here. Inconsistencies are findings, not failures."""
    catalogue = load_catalogue(site=site_folder())
    if arguments.file is None:
        records = newest_records(catalogue)
    else:
        records = (_own_record(arguments.file),)
    words = words_of(catalogue)
    found = inconsistencies(records)
    if arguments.json:
        print(json.dumps(as_document(records, found, words), indent=2, ensure_ascii=False))
    else:
        _print_report(records, found, words)
    return 0


def _own_record(path: Path) -> EvidenceRecord:
    try:
        return read_own(EvidenceRecord, path)
    except FaultyInput as error:
        raise FaultyInput(error.faults, mend_with=PATTERN) from None


def newest_records(catalogue: Catalogue) -> tuple[EvidenceRecord, ...]:
    """The newest version of every record, in order of id."""
    newest: dict[str, EvidenceRecord] = {}
    for record in sorted(catalogue.of_kind(EvidenceRecord), key=lambda each: each.version):
        newest[record.id] = record
    return tuple(newest[id_] for id_ in sorted(newest))


def as_document(
    records: Sequence[EvidenceRecord], found: Sequence[Inconsistency], words: Words
) -> dict[str, Any]:
    """What ``--json`` prints."""
    return {
        "schema": 1,
        "records": [plain(record.reference) for record in records],
        "claims": [
            _claim_document(record, kind, claim, words)
            for record in records
            for kind, claim in record.tables()
        ],
        "inconsistencies": [
            {"claims": list(each.claims)} | _reason_document(each.reason, words) for each in found
        ],
    }


def _claim_document(
    record: EvidenceRecord, kind: str, claim: Claim, words: Words
) -> dict[str, Any]:
    recomputed = recompute(record, claim)
    grades = [record.grade_of(claim), *(remark.grade for remark in recomputed.remarks)]
    stated = {
        each.name: plain(getattr(claim, each.name))
        for each in fields(claim)
        if each.name not in CLAIM_FIELDS
    }
    return {
        "id": claim.id,
        "kind": kind,
        "record": record.id,
        "study": record.citation(claim),
        "says": claim.says,
        "printed": claim.printed,
        "about": claim.about,
        "note": claim.note,
        "source": record.source_of(claim),
        "grade": plain(record.grade_of(claim)),
        "stated": stated,
        "recomputed": plain(recomputed.figures),
        "recomputed_grade": plain(lowest_grade(grades)),
        "remarks": [_reason_document(remark, words) for remark in recomputed.remarks],
    }


def _reason_document(each: Reason, words: Words) -> dict[str, Any]:
    record = {"code": each.code, "values": plain(each.values), "text": words.reason(each)}
    return record | {"source": each.source, "grade": plain(each.grade)}


def _print_report(
    records: Sequence[EvidenceRecord], found: Sequence[Inconsistency], words: Words
) -> None:
    rows, remarks = [], []
    for record in records:
        for _, claim in record.tables():
            recomputed = recompute(record, claim)
            follows = _in_brief(recomputed.figures)
            if follows:
                rows.append((claim.id, claim.printed, follows))
            remarks += [(claim.id, words.reason(remark)) for remark in recomputed.remarks]
    names = ", ".join(f"{record.id} (version {record.version})" for record in records)
    count = sum(1 for record in records for _ in record.tables())
    print(f"{count} claims in {names}\n")
    print(f"Inconsistencies: {len(found)}")
    for number, each in enumerate(found, start=1):
        print(f"{number}. {', '.join(each.claims)}\n   {words.reason(each.reason)}")
    if rows:
        print("\nRecomputed")
        print_table(("claim", "printed", "what follows"), rows)
    if remarks:
        print("\nNot to be read into them")
    for id_, text in remarks:
        print(f"{id_}: {text}")


def _in_brief(figures: Mapping[str, Any]) -> str:
    """The most telling of the recomputed figures, in one line; empty where nothing follows."""
    said = [
        form.format_map(figures)
        for needed, form in BRIEF.items()
        if figures.get(needed) is not None
    ]
    for low, high, form in STRETCHES:
        if figures.get(low) is not None:
            same = figures[low] == figures[high]
            stretch = f"{figures[low]:g}" if same else f"{figures[low]:g} to {figures[high]:g}"
            said.insert(0, form.format(stretch=stretch, **figures))
    interval = figures.get("interval")
    if interval:
        form = "95% interval {low:.1%} to {high:.1%}"
        if "lowest_count" not in figures:
            form = "95% interval {low:.2f} to {high:.2f}"
        said.append(form.format_map(interval))
    return "; ".join(said)
