"""Check, list and show the numbers, keys, rules and programmes held here."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date

from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import SHIPPED, load_catalogue, site_folder
from desist.catalogue.lock import publish, read_lock, unpublished_faults
from desist.cli.command import Parser
from desist.programme.decision import plain
from desist.programme.entry import Entry

EXAMPLES = """\
  desist catalogue check
  desist catalogue list --json
  desist catalogue show rm2000
  desist catalogue show rm2000 --adoption
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``check``, ``list``, ``show ID`` and ``publish``."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB", parser_class=Parser)
    check = jobs.add_parser("check", help="every fault of every file, at once")
    listing = jobs.add_parser("list", help="every version held, with its source and grade")
    show = jobs.add_parser("show", help="one entry, whole")
    show.add_argument("id", help="for example: rm2000")
    show.add_argument("--version", type=int, dest="entry_version", help="default: the newest")
    show.add_argument(
        "--adoption", action="store_true", help="print the block that adopts it, to be completed"
    )
    for each in (check, listing, show):
        each.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    jobs.add_parser("publish", help="fix the hashes of new versions for good")


def run(arguments: argparse.Namespace) -> int:
    """Do one of the four jobs."""
    catalogue = load_catalogue(site=site_folder())
    if arguments.job == "check":
        return _check(catalogue, as_json=arguments.json)
    if arguments.job == "list":
        return _list(catalogue, as_json=arguments.json)
    if arguments.job == "publish":
        print(f"{publish(load_catalogue(), SHIPPED)} versions published")
        return 0
    return _show(catalogue, arguments)


def _check(catalogue: Catalogue, *, as_json: bool) -> int:
    faults = list(unpublished_faults(load_catalogue(), read_lock(SHIPPED)))
    if as_json:
        files = [
            {"id": id_, "version": version, "file": name}
            for (id_, version), name in sorted(catalogue.files.items())
        ]
        faults_found = [str(fault) for fault in faults]
        print(json.dumps({"files": files, "faults": faults_found}, indent=2))
    elif not faults:
        print(f"{len(catalogue.entries)} entries, no faults")
    if faults and not as_json:
        raise FaultyInput(faults)
    return 2 if faults else 0


def _list(catalogue: Catalogue, *, as_json: bool) -> int:
    entries = sorted(catalogue.entries, key=lambda each: (_shelf(catalogue, each), each.id))
    if as_json:
        print(json.dumps({"entries": [_summary(catalogue, each) for each in entries]}, indent=2))
        return 0
    rows = [
        (_shelf(catalogue, e), e.id, str(e.version), str(e.in_force_from), e.grade.value, e.title)
        for e in entries
    ]
    print_table(("shelf", "id", "version", "in force from", "grade", "title"), rows)
    return 0


def _show(catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    versions = catalogue.versions(arguments.id)
    wanted = arguments.entry_version or versions[-1].version
    entry = next((each for each in versions if each.version == wanted), None)
    if entry is None:
        held = ", ".join(str(each.version) for each in versions)
        print(f"desist: {arguments.id} has versions {held}, not {wanted}", file=sys.stderr)
        print(f"Try: desist catalogue show {arguments.id}", file=sys.stderr)
        return 2
    if arguments.adoption:
        print(adoption_block(entry, on=date.today()))  # noqa: DTZ011 - a local day
    elif arguments.json:
        print(json.dumps(_summary(catalogue, entry) | {"content": plain(entry)}, indent=2))
    else:
        file = catalogue.files[entry.id, entry.version]
        shipped = SHIPPED / file
        folder = SHIPPED if shipped.exists() else site_folder()
        print(f"# {file}\n# sha256 {entry.sha256}\n")
        print((folder / file).read_text(encoding="utf-8") if folder else "", end="")
    return 0


def _shelf(catalogue: Catalogue, entry: Entry) -> str:
    return catalogue.files[entry.id, entry.version].split("/")[0]


def _summary(catalogue: Catalogue, entry: Entry) -> dict[str, object]:
    names = (
        "id", "title", "version", "in_force_from", "in_force_until", "source", "licence", "grade",
        "note", "fictional", "sha256",
    )  # fmt: skip
    file = catalogue.files[entry.id, entry.version]
    return {"shelf": _shelf(catalogue, entry), "file": file} | {
        name: plain(getattr(entry, name)) for name in names
    }


def adoption_block(entry: Entry, *, on: date) -> str:
    """The TOML that adopts this version on a day, with blanks for who and why."""
    second = 'second = ""    # another person: this grade needs two\n'
    return (
        f'[[adoption]]\nrule = "{entry.id}"\nversion = {entry.version}\n'
        f'sha256 = "{entry.sha256}"\nby = ""\n'
        f"{second if entry.adopters_needed == 2 else ''}"
        f'on = {on}   # the day of adoption\nwhy = ""'
    )


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns in plain text, the last one as wide as it likes."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads) - 1)]
    for row in (heads, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, (*widths, 0), strict=True)]
        print("  ".join(cells).rstrip())
