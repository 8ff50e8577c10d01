"""Keep what an evaluation came to, for those who run the programme to read.

  desist evaluate cohort cohort --json > report.json
  desist manage keep_finding report.json --study ID --as evaluator@example.org

The id of a study stands in the address of its page. Whoever is named by --as must be an evaluator.
A report that prints small counts, or whose plan was never frozen, is refused.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.casework.access import rows
from desist.casework.accounts.queries import find_user
from desist.casework.studies.actions.finding import KeptAlready, keep_finding
from desist.casework.studies.models import Study
from desist.casework.studies.report import read_report
from desist.catalogue.fault import FaultyInput


class Command(BaseCommand):
    """``keep_finding REPORT --study ID --as EMAIL``."""

    help = __doc__

    def create_parser(self, *args: Any, **given: Any) -> Any:
        """Keep the lines of the help as they are written."""
        return super().create_parser(
            *args, formatter_class=argparse.RawDescriptionHelpFormatter, **given
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which report, of which study, by whose right."""
        parser.add_argument("report", type=Path)
        parser.add_argument("--study", type=UUID, required=True, help="the id of the study")
        parser.add_argument("--as", dest="email", required=True, help="whose right to keep it is")

    def handle(self, *args: Any, **given: Any) -> None:
        """Read it whole, then keep it."""
        user, path = find_user(given["email"]), given["report"]
        if user is None:
            raise CommandError(f"--as {given['email']}: nobody signs in so", returncode=2)
        held = rows(user, Study, "studies.keep_finding")
        study = held.filter(public_id=given["study"]).first()
        if study is None:
            raise CommandError(
                f"--study {given['study']}: no study that was allowed and that they may keep a "
                "finding of",
                returncode=2,
            )
        try:
            text = path.read_bytes()
            report = read_report(text, file=path.name, demonstration=settings.DEMONSTRATION)
        except OSError as error:
            raise CommandError(f"{path}: {(error.strerror or 'unreadable').lower()}") from None
        except FaultyInput as error:
            raise CommandError(str(error), returncode=2) from None
        try:
            keep_finding(study=study, report=report, text=text, by=user, at=timezone.now())
        except KeptAlready:
            raise CommandError(f"{path.name}: is kept already", returncode=2) from None
        self.stdout.write(f"{path.name}: kept as a finding of “{study.title}”")
