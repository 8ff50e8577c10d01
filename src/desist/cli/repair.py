"""Mend a timetable after illness, leave, a leaver, a lost room or snow, moving what must move.

Shows what would change, before and after, and who must be told. Nothing is agreed by that: the
timetable that is proposed is written only where --out names a file.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.cli.command import FAILURE, UNUSABLE_INPUT, complain
from desist.cli.document_file import read_document, write_json
from desist.programme.decision import plain
from desist.scheduling.region import Region
from desist.scheduling.region_check import read_region
from desist.scheduling.repair import Repaired, repair
from desist.scheduling.repair_difference import differences, who_must_be_told
from desist.scheduling.session_diary import SessionDiary
from desist.scheduling.timetable_change import read_changes

EXAMPLES = """\
  desist repair --example > changes.toml
  desist repair timetable.json changes.toml
  desist repair timetable.json changes.toml --prove --out proposed.json --json
"""

EXAMPLE = """\
schema = 1
today = 2026-06-01          # what was before this day has happened and stays

[[illness]]
person = "F01"
first = 2026-06-01
last = 2026-06-19

[[leaver]]
person = "F04"
on = 2026-08-01             # the first day without them

[[room_lost]]
room = "S1"
first = 2026-07-06
last = 2026-07-10           # leave it out where the room is gone for good

[[snow]]
first = 2026-11-30
last = 2026-11-30
sites = ["north"]           # leave it out where nobody can meet anywhere
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The timetable, the changes, where the proposal goes."""
    parser.add_argument("timetable", type=Path, nargs="?", metavar="TIMETABLE.json")
    parser.add_argument("changes", type=Path, nargs="?", metavar="CHANGES.toml")
    parser.add_argument("--example", action="store_true", help="print changes to start from")
    parser.add_argument("--prove", action="store_true", help="prove by CP-SAT how few must move")
    parser.add_argument("--out", type=Path, metavar="F", help="write the proposed timetable here")
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Read, repair, show."""
    if arguments.example:
        print(EXAMPLE, end="")
        return 0
    if arguments.timetable is None or arguments.changes is None:
        missing = Fault(
            file="TIMETABLE.json CHANGES.toml", path="", problem="are both needed",
            remedy="name a timetable that desist timetable has written, and what has changed",
        )  # fmt: skip
        raise FaultyInput([missing], mend_with="desist repair --help")
    began = time.monotonic()
    document = read_document(arguments.timetable)
    region = _region(document, arguments.timetable)
    changes = read_changes(
        read_document(arguments.changes), region=region, file=str(arguments.changes)
    )
    sessions = _sessions(document, region, arguments.timetable)
    covers = document.get("covers")
    repaired = repair(
        region, sessions, changes,
        covers=covers if isinstance(covers, dict) else None, prove=arguments.prove,
    )  # fmt: skip
    found = _result(repaired, round(time.monotonic() - began, 2))
    if arguments.out and not repaired.unplaced:
        diary = SessionDiary(repaired.region)
        proposed = [diary.written(each) for each in repaired.after]
        ordered = sorted(proposed, key=lambda s: (s["date"], s["starts"], s["course"]))
        whole = {"schema": 1, "region": plain(repaired.region), "covers": covers}
        write_json(arguments.out, whole | {"sessions": ordered})
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        _print(found)
    return _status(repaired)


def _status(repaired: Repaired) -> int:
    if repaired.impossible:
        complain(
            f"{', '.join(repaired.impossible)}: the sessions to come have no place before "
            f"{repaired.region.last} even with everybody and every room to themselves",
            mend_with="add last = a later day to the changes",
        )
        return UNUSABLE_INPUT
    if repaired.unplaced:
        complain(
            f"{', '.join(repaired.unplaced)}: no place was found for the sessions to come",
            mend_with="add last = a later day to the changes",
        )
        return FAILURE
    return 0


def _region(document: dict[str, Any], path: Path) -> Region:
    if not isinstance(document.get("region"), dict):
        problem, remedy = "is missing", "name a file that desist timetable --out has written"
        raise FaultyInput([Fault(file=str(path), path="region", problem=problem, remedy=remedy)])
    return read_region(document["region"], file=str(path))


def _sessions(document: dict[str, Any], region: Region, path: Path) -> list[dict[str, Any]]:
    """The sessions, every one of every course once."""
    faults = []
    sessions = document.get("sessions")
    try:
        found = SessionDiary(region).sittings(sessions if isinstance(sessions, list) else [])
    except (KeyError, TypeError, AttributeError) as error:
        problem = f"cannot be read at {error}"
        raise FaultyInput(
            [Fault(file=str(path), path="sessions", problem=problem, remedy="write it anew")]
        ) from None
    for at, course in enumerate(region.courses):
        numbers = sorted(each.number for each in found if each.course == at)
        if numbers != list(range(1, course.sessions + 1)):
            problem = f"holds sessions {numbers} of {course.id}, not 1 to {course.sessions}"
            remedy = "name a timetable that holds every session once"
            faults.append(Fault(file=str(path), path="sessions", problem=problem, remedy=remedy))
    if faults:
        raise FaultyInput(faults, mend_with="desist timetable --help")
    return list(sessions or [])


def _result(repaired: Repaired, seconds: float) -> dict[str, Any]:
    changes = [] if repaired.unplaced else differences(repaired)
    return {
        "schema": 1,
        "feasible": not repaired.unplaced,
        "moved": repaired.moved if not repaired.unplaced else None,
        "fewest_moves": repaired.fewest_moves,
        "changed": len(changes),
        "unplaced": repaired.unplaced,
        "seconds": seconds,
        "changes": changes,
        "tell": who_must_be_told(changes),
    }


def _print(found: dict[str, Any]) -> None:
    for each in found["changes"]:
        before, after = each["before"], each["after"]
        parts = [
            f"{key} {_shown(before[key])} -> {_shown(after[key])}"
            for key in ("date", "starts", "room", "facilitators", "interpreter")
            if before[key] != after[key]
        ]
        print(f"{before['date']} {each['course']} session {each['number']}: {'; '.join(parts)}")
    if found["feasible"]:
        print(
            f"{found['moved']} sessions at another time (at least {found['fewest_moves']} must), "
            f"{found['changed'] - found['moved']} with another room or colleague"
        )
        print(f"to be told: {', '.join(found['tell']) or 'nobody'}")


def _shown(value: Any) -> str:
    return " and ".join(value) if isinstance(value, list) else str(value)
