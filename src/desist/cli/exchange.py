"""Write questionnaires as FHIR R4 or REDCap, and check such files from elsewhere.

No item text is written: it belongs to its publisher. Nothing of anybody's answers is here either;
those leave from casework (desist manage export_answers).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.load import load_catalogue, site_folder
from desist.cli.command import Parser
from desist.cli.output_file import check_places, write_all
from desist.documents.exchange.questionnaire import questionnaire_of
from desist.documents.exchange.questionnaire_check import questionnaire_faults
from desist.documents.exchange.redcap_check import (
    data_faults,
    dictionary_faults,
    dictionary_warnings,
)
from desist.documents.exchange.redcap_dictionary import (
    EVENTS,
    Form,
    dictionary_of,
    events_of,
    mapping_of,
)
from desist.documents.exchange.response_check import response_faults
from desist.programme.answer_check import implied_order
from desist.programme.battery_rule import BatteryRule
from desist.programme.entry import KeyFault
from desist.programme.instrument import FormOrder, Instrument

EXAMPLES = """\
  desist exchange questionnaire bis-11 > bis-11.json
  desist exchange questionnaire rosenberg@satisfied-first > rosenberg.json
  desist exchange redcap --programme isotp --out redcap
  desist exchange check bis-11.json
  desist exchange check answers.json --against bis-11.json
  desist exchange check redcap/dictionary.csv
"""
README = """\
For REDCap, made by `desist exchange redcap`.

dictionary.csv  upload under Data Dictionary. It REPLACES every instrument of the project.
events.csv      the events, under Define My Events.
mapping.csv     which form belongs to which event, under Designate Instruments.

Choices are codes and labels are item numbers: the wording belongs to its publisher.
Scores are numbers, not calculated fields, so that REDCap does not compute them anew.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``questionnaire``, ``redcap`` and ``check``."""
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB", parser_class=Parser)
    one = jobs.add_parser("questionnaire", help="one printed form as a FHIR R4 Questionnaire")
    one.add_argument("instrument", help="INSTRUMENT[@FORM_ORDER]")
    redcap = jobs.add_parser("redcap", help="dictionary, events and mapping for REDCap")
    redcap.add_argument("instruments", nargs="*", help="INSTRUMENT[@FORM_ORDER] ...")
    redcap.add_argument("--programme", help="every instrument of this programme's battery")
    redcap.add_argument("--out", type=Path, required=True, help="a folder that is there")
    check = jobs.add_parser("check", help="every fault of a Questionnaire, response or REDCap file")
    check.add_argument("file", type=Path)
    check.add_argument(
        "--against", type=Path, help="the Questionnaire of a response, the dictionary of data"
    )
    for each in (one, redcap):
        each.add_argument("--on", type=date.fromisoformat, help="the day (default: today)")
        each.add_argument("--demonstration", action="store_true", help="fictional forms too")
    check.add_argument("--json", action="store_true", help="one JSON object and nothing else")


def run(arguments: argparse.Namespace) -> int:
    """Do one of the three."""
    if arguments.job == "check":
        return _check(arguments)
    on = arguments.on or date.today()  # noqa: DTZ011 - a local day
    catalogue = load_catalogue(site=site_folder())
    adoptions = EVERYTHING if arguments.demonstration else NO_ADOPTIONS

    def called(named: str) -> tuple[Instrument, str]:
        id_, _, order = named.partition("@")
        return catalogue.in_force(Instrument, id_, on=on, adoptions=adoptions), order

    if arguments.job == "questionnaire":
        instrument, named = called(arguments.instrument)
        record = questionnaire_of(instrument, _order(instrument, named), on=on)
        print(json.dumps(record, indent=2, ensure_ascii=False))
        return 0
    names = [*arguments.instruments, *_battery(catalogue, arguments.programme)]
    if not names:
        raise _fault("redcap", "names no instrument", "name some, or give --programme isotp")
    forms = [_form(*called(each)) for each in dict.fromkeys(names)]
    _write_redcap(forms, arguments.out)
    return 0


def _battery(catalogue: Catalogue, programme: str | None) -> Sequence[str]:
    if programme is None:
        return ()
    held = catalogue.of_kind(BatteryRule)
    found = [each for each in held if each.programme == programme]
    if not found:
        known = ", ".join(sorted({each.programme for each in held}))
        raise _fault("--programme", f"{programme!r} has no battery", f"one of: {known}")
    return max(found, key=lambda each: each.version).instruments


def _order(instrument: Instrument, named: str) -> FormOrder:
    order = implied_order(instrument, named or None)
    if isinstance(order, KeyFault):
        raise FaultyInput([Fault(file=instrument.id, **order._asdict())])
    return order


def _form(instrument: Instrument, named: str) -> Form:
    """A form with items where a key is held, with scale scores alone where none is."""
    order = _order(instrument, named) if instrument.scorable_orders else None
    return Form(instrument=instrument, order=order)


def _write_redcap(forms: Sequence[Form], folder: Path) -> None:
    contents = {
        "dictionary.csv": dictionary_of(forms),
        "events.csv": events_of(EVENTS),
        "mapping.csv": mapping_of(EVENTS, forms),
        "README.txt": README,
    }
    places = {folder / name: text.encode() for name, text in contents.items()}
    check_places(list(places))
    write_all(places)
    print(f"{len(forms)} forms in {folder}")


def _check(arguments: argparse.Namespace) -> int:
    text, against = _read(arguments.file), arguments.against and _read(arguments.against)
    if text.lstrip("\ufeff \n").startswith(("{", "[")):
        record = _json(text, arguments.file)
        asked = _json(against, arguments.against) if against else None
        response = isinstance(record, dict) and record.get("resourceType") != "Questionnaire"
        found = response_faults(record, asked) if response else questionnaire_faults(record)
        return _tell(found, (), arguments)
    if against:
        return _tell(data_faults(text, dictionary=against), (), arguments)
    faults = list(dictionary_faults(text))
    return _tell(faults, () if faults else dictionary_warnings(text), arguments)


def _tell(
    faults: Iterable[KeyFault], warnings: Iterable[KeyFault], arguments: argparse.Namespace
) -> int:
    found = [Fault(file=str(arguments.file), **each._asdict()) for each in faults]
    told = [str(Fault(file=str(arguments.file), **each._asdict())) for each in warnings]
    if arguments.json:
        record = {"faults": [str(each) for each in found], "warnings": told}
        print(json.dumps(record, indent=2, ensure_ascii=False))
        return 2 if found else 0
    for each in told:
        print(f"warning: {each}")
    if found:
        raise FaultyInput(found)
    print("no faults")
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8"
        raise _fault(str(path), f"cannot be read: {reason}", "name a file of text") from None


def _json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _fault(str(path), f"is not JSON: {error}", "export it again") from None


def _fault(file: str, problem: str, remedy: str) -> FaultyInput:
    return FaultyInput([Fault(file=file, path="", problem=problem, remedy=remedy)])
