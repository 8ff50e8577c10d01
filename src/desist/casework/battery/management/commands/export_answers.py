"""Write answers for another system, under pseudonyms: FHIR responses, or REDCap data.

  desist manage export_answers --as assessor@example.org --to "Research office" --out folder
  desist manage export_answers --as assessor@example.org --to "Trial" --out folder --format redcap

Whoever is named by --as must be allowed to read the answers; only theirs are written, and the trail
says whose left and to whom. No item text and no name is written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desist.casework.accounts.queries import find_user
from desist.casework.battery.actions.exchange import note_export
from desist.casework.battery.instruments import instrument_of, order_of
from desist.casework.battery.models import Administration
from desist.casework.battery.queries.exchange import (
    forms_and_rows,
    list_answered,
    responses_of,
)
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.redcap_data import data_of
from desist.documents.exchange.redcap_dictionary import (
    EVENTS,
    dictionary_of,
    events_of,
    mapping_of,
)


class Command(BaseCommand):
    """``export_answers --as EMAIL --to RECIPIENT --out FOLDER [--format fhir|redcap]``."""

    help = __doc__

    def create_parser(self, *args: Any, **given: Any) -> Any:
        """Keep the lines of the help as they are written."""
        return super().create_parser(
            *args, formatter_class=argparse.RawDescriptionHelpFormatter, **given
        )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """By whose right, to whom, where, and how."""
        parser.add_argument("--as", dest="email", required=True, help="whose right to read it is")
        parser.add_argument("--to", dest="recipient", required=True, help="who receives it")
        parser.add_argument("--out", type=Path, required=True, help="an empty folder that is there")
        parser.add_argument("--format", choices=("fhir", "redcap"), default="fhir")
        parser.add_argument("--programme", default="isotp")

    def handle(self, *args: Any, **given: Any) -> None:
        """Say it in the trail first, then write; a folder that holds something is refused."""
        user = find_user(given["email"])
        if user is None:
            raise CommandError(f"--as {given['email']}: nobody signs in so", returncode=2)
        folder: Path = given["out"]
        if not folder.is_dir() or any(folder.iterdir()):
            raise CommandError(f"--out {folder}: name an empty folder", returncode=2)
        held = list_answered(user, programme=given["programme"])
        if not held:
            raise CommandError("there is nothing that this person may export", returncode=2)
        contents = _redcap(held) if given["format"] == "redcap" else _fhir(held)
        note_export(administrations=held, recipient=given["recipient"], by=user, at=timezone.now())
        for name, text in contents.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        self.stdout.write(f"{len(held)} questionnaires in {folder}")


def _fhir(held: list[Administration]) -> Mapping[str, str]:
    """Every questionnaire once, and all responses in one bundle."""
    today = timezone.localdate()
    contents = {}
    for each in held:
        instrument = instrument_of(each, on=today)
        order = order_of(each, instrument)
        name = f"questionnaire-{each.instrument}-{each.form_order}-v{each.instrument_version}.json"
        if instrument and order and name not in contents:
            contents[name] = _json(questionnaire_of(instrument, order, on=today))
    entries = [{"resource": each} for each in responses_of(held)]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return contents | {"responses.json": _json(bundle)}


def _redcap(held: list[Administration]) -> Mapping[str, str]:
    forms, filled = forms_and_rows(held)
    return {
        "dictionary.csv": dictionary_of(forms),
        "events.csv": events_of(EVENTS),
        "mapping.csv": mapping_of(EVENTS, forms),
        "data.csv": data_of(filled, forms),
    }


def _json(record: object) -> str:
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
