"""Take one person's answers to a planned form from another system's FHIR R4 QuestionnaireResponse.

  desist manage import_answers response.json --form 5e6f... --as assessor@example.org

--form is the id in the address of the form's page. The file is checked against our questionnaire of
the very version that was planned; a form that was begun here is left as it is.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.casework.access import rows
from desist.casework.accounts.queries import find_user
from desist.casework.battery.actions.exchange import (
    AnsweredAlready,
    ForeignForm,
    import_answers,
)
from desist.casework.battery.instruments import instrument_of, order_of
from desist.casework.battery.models import Administration
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.response_check import answers_in, response_faults


class Command(BaseCommand):
    """``import_answers FILE --form ID --as EMAIL``."""

    help = __doc__

    def create_parser(self, *args: Any, **given: Any) -> Any:
        """Keep the lines of the help as they are written."""
        return super().create_parser(
            *args, formatter_class=argparse.RawDescriptionHelpFormatter, **given
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The file, the planned form, and by whose right."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--form", type=UUID, required=True)
        parser.add_argument("--as", dest="email", required=True)

    def handle(self, *args: Any, **given: Any) -> None:
        """All faults of the file at once, and then nothing is taken."""
        user = find_user(given["email"])
        held = None
        if user is not None:
            mine = rows(user, Administration, "battery.type").filter(public_id=given["form"])
            held = mine.select_related("referral__person").first()
        if held is None or user is None:
            raise CommandError("there is no such form for this person", returncode=2)
        today = timezone.localdate()
        instrument = instrument_of(held, on=today)
        order = order_of(held, instrument)
        if instrument is None or order is None:
            raise CommandError("no key of this form is held: enter scale scores", returncode=2)
        record = _read(given["file"])
        faults = list(response_faults(record, questionnaire_of(instrument, order, on=today)))
        if not faults and record["status"] not in ("completed", "amended"):
            raise CommandError(f"it is {record['status']}, not completed", returncode=2)
        if faults:
            lines = [f"{given['file']}: {e.path} {e.problem}. {e.remedy}" for e in faults]
            raise CommandError("\n".join([*lines, "nothing was imported"]), returncode=2)
        answered = record.get("authored")
        answers = {str(item): str(value) for item, value in answers_in(record).items()}
        try:
            import_answers(
                referral=held.referral,
                forms=[ForeignForm(administration=held, values=answers)],
                answered_on=date.fromisoformat(answered[:10]) if answered else today,
                by=user,
                at=timezone.now(),
            )
        except AnsweredAlready:
            raise CommandError(
                "the form was begun here; it is left as it is", returncode=2
            ) from None
        self.stdout.write(f"{len(answers)} answers taken")


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}; name a JSON file", returncode=2) from None
