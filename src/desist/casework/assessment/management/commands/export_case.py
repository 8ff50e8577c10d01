"""Write a case as a CASE.toml, which ``desist assess`` judges as casework does.

REF is the opaque id of a referral or a person, or a CRN. What is written is a disclosure, and is
audited as one.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.cases.case_text import case_text
from desist.casework.access.policy import System
from desist.casework.assessment.actions.disclosure import export_case
from desist.casework.assessment.queries.whole_case import (
    find_referral,
    newest_decision,
    whole_case_of,
)

BY = System("command line")


class Command(BaseCommand):
    """``export_case REF [--on DATE | --as-decided] [--to WHOM] [--out FILE]``."""

    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which case, as of when, for whom, and where to write it."""
        parser.add_argument("reference", metavar="REF")
        when = parser.add_mutually_exclusive_group()
        when.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="default: today")
        when.add_argument("--as-decided", action="store_true", help="as the newest decision had it")
        parser.add_argument("--to", default="whoever runs the command line", metavar="WHOM")
        parser.add_argument("--out", type=Path, metavar="FILE", help="default: standard output")

    def handle(self, *args: Any, **given: Any) -> None:
        """Audit it first, then write it.

        Raises:
            CommandError: there is no such case, none was decided, or the file cannot be written.
        """
        referral = find_referral(given["reference"])
        if referral is None:
            raise CommandError("REF names nobody who was referred; give an opaque id or a CRN")
        on = given["on"] or timezone.localdate()
        if given["as_decided"]:
            decision = newest_decision(referral)
            if decision is None:
                raise CommandError("nothing was decided on this case yet; leave --as-decided out")
            text, on = decision.kept["case"], decision.decided_on
        else:
            text = case_text(whole_case_of(referral, on=on))
        at = timezone.now()
        export_case(referral=referral, recipient=given["to"][:200], on=on, by=BY, at=at)
        if given["out"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            given["out"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{given['out']}: {error.strerror or error}") from None
        self.stderr.write(f"wrote {given['out']}")
