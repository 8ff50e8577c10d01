"""Take the wording of a form from the site's licensed copy, a FHIR R4 Questionnaire.

  desist manage import_questionnaire bis-11.json --instrument bis-11
  desist manage import_questionnaire rses.json --instrument rosenberg --form-order satisfied-first
  desist manage import_questionnaire bis-11.json --instrument bis-11 --check

The text is kept in this installation's database, encrypted, and shown in sittings alone. How the
form scores stays the catalogue's: a file that weighs an answer differently is refused.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.casework.access.policy import System
from desist.casework.battery.actions.item_text import import_text
from desist.casework.battery.instruments import instrument_in_force
from desist.catalogue.collection import NotHeld
from desist.documents.exchange.questionnaire_reading import (
    UnfitQuestionnaire,
    read_questionnaire,
)
from desist.programme.answer_check import implied_order
from desist.programme.entry import KeyFault

UNUSABLE = 2


class Command(BaseCommand):
    """``import_questionnaire FILE --instrument ID [--form-order ID] [--check]``."""

    help = __doc__

    def create_parser(self, *args: Any, **given: Any) -> Any:
        """Keep the lines of the help as they are written."""
        return super().create_parser(
            *args, formatter_class=argparse.RawDescriptionHelpFormatter, **given
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file, and the printed form that it words."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--instrument", required=True)
        parser.add_argument("--form-order", help="needed where the form is printed in several")
        parser.add_argument("--check", action="store_true", help="only say whether it would do")

    def handle(self, *args: Any, **given: Any) -> None:
        """Check everything, then keep it; nothing is kept of a file with a fault."""
        now = timezone.now()
        try:
            instrument = instrument_in_force(given["instrument"], on=timezone.localdate(now))
        except NotHeld as error:
            raise CommandError(f"{error}; see desist catalogue list", returncode=UNUSABLE) from None
        order = implied_order(instrument, given["form_order"])
        if isinstance(order, KeyFault):
            raise CommandError(f"--form-order {order.problem}; {order.remedy}", returncode=UNUSABLE)
        record = _read(given["file"])
        try:
            wording = read_questionnaire(record, instrument=instrument, order=order)
        except UnfitQuestionnaire as error:
            lines = [f"{given['file']}: {e.path} {e.problem}. {e.remedy}" for e in error.faults]
            raise CommandError("\n".join([*lines, "nothing was imported"]), returncode=2) from None
        blank = [number for number, item in wording.items.items() if not item.text.strip()]
        if blank:
            text = f"{given['file']}: no text for items {', '.join(map(str, blank))}"
            raise CommandError(text, returncode=UNUSABLE)
        if not given["check"]:
            import_text(
                instrument=instrument,
                order=order,
                wording=wording,
                language=str(record.get("language", "en"))[:10],
                named=(str(record.get("url", "")), str(record.get("version", ""))),
                by=System("command line"),
                at=now,
            )
        done = "would be imported" if given["check"] else "imported"
        self.stdout.write(f"{len(wording.items)} items of {instrument.id}@{order.id} {done}")


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}; name a JSON file", returncode=UNUSABLE) from None
