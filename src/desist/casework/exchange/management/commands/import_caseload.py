"""Bring a live caseload in from a CSV file: a dry run first, with every fault; then for good."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from desist.casework.access.circumstances import Circumstances, under
from desist.casework.accounts.queries import find_user
from desist.casework.audit.door import Refused
from desist.casework.casefile.actions import summarised_later
from desist.casework.exchange.caseload import MOST_BYTES, Caseload, CaseloadRow, read_caseload
from desist.casework.people.actions import record_sentence, register_person
from desist.casework.referrals.actions import refer_person

MOST_SHOWN = 100
NOT_ENDED = {"terminated_on": None, "terminated_because": "", "source": "court"}


class Command(BaseCommand):
    """``import_caseload FILE.csv --by ADDRESS [--leave REST.csv] [--commit]``: else a dry run."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which file, in whose name, and whether for good."""
        parser.add_argument("file", type=Path)
        who = "the manager in whose name it is done, and to whose reach it keeps"
        parser.add_argument("--by", required=True, metavar="ADDRESS", help=who)
        rest = "bring in the whole rows, and write the faulty ones here, to be mended"
        parser.add_argument("--leave", type=Path, metavar="REST", help=rest)
        parser.add_argument("--commit", action="store_true", help="keep it: else a dry run")

    def handle(
        self, *args: Any, file: Path, by: str, leave: Path | None, commit: bool, **given: Any
    ) -> None:
        """All of it or nothing. The same file again brings nothing in twice."""
        manager, at = find_user(by), timezone.now()
        if manager is None:
            raise CommandError(f"--by: there is no open account of {by}", returncode=2)
        read = read_caseload(_content(file), today=timezone.localdate(at))
        if read.faults and (leave is None or not read.can_be_parted):
            raise CommandError(f"{_faults_of(read)}\n{file}: {_remedy(read)}", returncode=2)
        new = [each for each in read.rows if not each.is_here]
        around = Circumstances(actor=manager, at=at)
        try:
            with transaction.atomic():
                with under(around), summarised_later(at=at):
                    for row in new:
                        _bring_in(row, by=manager, at=at)
                if commit and leave is not None and read.left:
                    _write_rest(leave, read)
                transaction.set_rollback(not commit)
        except Refused as error:
            said = f"{error}: a manager brings in people of their own region alone"
            raise CommandError(f"{file}: {said}. Nothing was brought in.", returncode=2) from error
        if read.left:
            verb = "were" if commit else "would be"
            self.stdout.write(_faults_of(read))
            self.stdout.write(f"{len(read.left)} faulty rows {verb} left in {leave}")
        self._say(read.rows, new, commit=commit)

    def _say(self, rows: list[CaseloadRow], new: list[CaseloadRow], *, commit: bool) -> None:
        referred, here = sum(bool(each.referral) for each in new), len(rows) - len(new)
        self.stdout.write(
            f"{len(new)} people, {referred} of them referred; {here} are here already"
        )
        for row in new:
            if row.looks_like:
                said = f"the name and date of birth of {row.looks_like}, who is here: look at both"
                self.stdout.write(f"row {row.number}: {said}")
        more = [str(row.number) for row in rows if row.is_here and (row.sentence or row.referral)]
        if more:
            said = "a sentence or referral of somebody who is here is not added"
            self.stdout.write(f"rows {', '.join(more[:MOST_SHOWN])}: {said}: add it on the pages")
        kept = "Brought in." if commit else "Dry run: nothing was kept. Add --commit to keep it."
        self.stdout.write(kept)


def _faults_of(read: Caseload) -> str:
    shown = "\n".join(map(str, read.faults[:MOST_SHOWN]))
    more = f"\n... of {len(read.faults)} faults in all" if len(read.faults) > MOST_SHOWN else ""
    return shown + more


def _remedy(read: Caseload) -> str:
    said = "nothing was brought in. Mend these and run it again"
    return f"{said}, or leave them: --leave REST.csv." if read.can_be_parted else f"{said}."


def _write_rest(file: Path, read: Caseload) -> None:
    """The faulty rows as they stood, under the same header: never over a file that is there."""
    held = io.StringIO(newline="")
    csv.writer(held).writerows([read.header, *read.left.values()])
    try:
        with file.open("x", encoding="utf-8", newline="") as rest:
            rest.write(held.getvalue())
    except OSError as error:
        raise CommandError(f"--leave {file}: {error.strerror}", returncode=2) from error


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CommandError(f"{file}: larger than {MOST_BYTES // 1_000_000} MB", returncode=2)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}", returncode=2) from error


def _bring_in(row: CaseloadRow, *, by: Any, at: Any) -> None:
    """One person with what the file says of them, by the same acts as on the pages."""
    act = {"by": by, "at": at}
    person = register_person(team=row.team, values=row.person, practitioner=row.practitioner, **act)
    sentence = None
    if row.sentence:
        sentence = record_sentence(person=person, values={**row.sentence, **NOT_ENDED}, **act)
    if row.referral:
        nation = {"nation": row.sentence["nation"]} if row.sentence else {}
        refer_person(person=person, **row.referral, **nation, sentence=sentence, context="", **act)
