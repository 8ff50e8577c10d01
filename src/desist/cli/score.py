"""Score answers to an instrument: a CSV file in, a CSV file out, one form or a million.

The answers have the columns id and item_1 to item_n; a blank cell is a missing answer. The scores
have id, one column for each scale (blank where it cannot be scored), and missing, the number of
blanks. Faulty input exits 2 and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS, Adoptions, read_adoptions
from desist.catalogue.collection import NotHeld
from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.load import load_catalogue, site_folder
from desist.cli.command import UNUSABLE_INPUT, complain
from desist.programme.answer_check import implied_order
from desist.programme.entry import KeyFault
from desist.programme.instrument import FormOrder, Instrument

EXAMPLES = """\
  desist score bis-11 --example > answers.csv
  desist score bis-11 answers.csv
  desist score bis-11 answers.csv --out scores.csv
  desist score rosenberg@worth-first --example
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The instrument, the answers, where the scores go, and whose rules hold."""
    parser.add_argument(
        "instrument",
        metavar="INSTRUMENT[@FORM_ORDER]",
        help="see: desist catalogue list; the form order where the items are printed in several",
    )
    parser.add_argument(
        "responses", metavar="RESPONSES.csv", type=Path, nargs="?", help="one form a row"
    )
    parser.add_argument(
        "--example", action="store_true", help="print a file of invented answers to fill in"
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help="default: standard output")
    parser.add_argument(
        "--on", metavar="DATE", type=date.fromisoformat, help="rules of that day; default: today"
    )
    parser.add_argument("--adoptions", metavar="FILE", type=Path, help="what this site adopted")
    parser.add_argument(
        "--demonstration", action="store_true", help="adopt everything; for invented answers only"
    )


def run(arguments: argparse.Namespace) -> int:
    """Score one file."""
    id_, _, order_id = arguments.instrument.partition("@")
    on = arguments.on or date.today()  # noqa: DTZ011 - the day at the site, not in Greenwich
    try:
        catalogue = load_catalogue(site=site_folder(), shelf="instruments")
        adoptions = _adoptions(arguments)
        instrument = catalogue.in_force(Instrument, id_, on=on, adoptions=adoptions)
    except NotHeld as error:
        _suggest(error, arguments)
        return UNUSABLE_INPUT
    order = implied_order(instrument, order_id or None)
    if isinstance(order, KeyFault):
        scorable = instrument.scorable_orders
        mend = _again(f"{id_}@{scorable[0].id}", arguments) if scorable else ""
        remedy = order.remedy[:1].upper() + order.remedy[1:]
        complain(f"{order.path}: {order.problem}. {remedy}", mend_with=mend)
        return UNUSABLE_INPUT
    if arguments.example:
        print(example_answers(order), end="")
        return 0
    if arguments.responses is None:
        complain("no file of answers is named", mend_with=f"desist score {id_} --example")
        return UNUSABLE_INPUT
    if arguments.demonstration:
        print("desist: demonstration: unverified keys are used as if adopted", file=sys.stderr)
    _say_what_awaits(instrument, order)
    _score(arguments.responses, arguments.out, instrument=instrument, order=order)
    return 0


def _adoptions(arguments: argparse.Namespace) -> Adoptions:
    if arguments.demonstration:
        return EVERYTHING
    if arguments.adoptions is None:
        return NO_ADOPTIONS
    entries = load_catalogue(site=site_folder()).entries
    return read_adoptions(arguments.adoptions, entries=entries)


def _suggest(error: NotHeld, arguments: argparse.Namespace) -> None:
    hint = f"; did you mean {' or '.join(error.nearest)}?" if error.nearest else ""
    mend = "desist catalogue list"
    if error.nearest:
        mend = _again(error.nearest[0], arguments)
    complain(f"there is no instrument {error.id!r}{hint}", mend_with=mend)


def _again(instrument: str, arguments: argparse.Namespace) -> str:
    """The same command for another instrument or form order."""
    return f"desist score {instrument} {arguments.responses or '--example'}"


def example_answers(order: FormOrder) -> str:
    """A file of invented answers to this form: two people, one of whom left the last item out."""
    offered = [a for a in range(order.minimum, order.maximum + 1) if order.takes(a)]
    answers = [str(offered[item % len(offered)]) for item in range(order.items)]
    rows = (
        ["id", *(f"item_{number}" for number in range(1, order.items + 1))],
        ["A-17", *answers],
        ["A-18", *answers[:-1], ""],
    )
    return "".join(",".join(row) + "\n" for row in rows)


def _say_what_awaits(instrument: Instrument, order: FormOrder) -> None:
    """Blank columns would otherwise look like missing answers."""
    awaiting = [
        scale.id
        for scale in instrument.scale
        if order.gives(scale) and not instrument.may_score(scale, order)
    ]
    if awaiting:
        complain(
            f"blank until this site adopts the unverified key of {instrument.id}: "
            f"{', '.join(awaiting)}",
            mend_with=f"desist catalogue show {instrument.id} --adoption",
        )


def _score(responses: Path, out: Path | None, *, instrument: Instrument, order: FormOrder) -> None:
    # One thread a block is what we use; numpy's own would only stand in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from desist.evaluation.bulk_scoring import score_file

    try:
        with responses.open("rb") as given, _only_when_whole(out, besides=responses) as scores:
            score_file(given, scores, name=str(responses), instrument=instrument, order=order)
    except BrokenPipeError:
        raise
    except OSError as error:
        fault = Fault(
            file=str(responses if error.filename in (None, str(responses)) else out or responses),
            path="",
            problem=f"cannot be used: {error.strerror}",
            remedy="name a file that can be read, and a folder that can be written to",
        )
        raise FaultyInput([fault]) from None


@contextmanager
def _only_when_whole(out: Path | None, *, besides: Path) -> Iterator[IO[bytes]]:
    """A file that becomes ``out`` (or goes to standard output) at the end, and not on an error."""
    if out is not None and out.exists() and out.samefile(besides):
        fault = Fault(
            file=str(out),
            path="",
            problem="is the file of answers itself",
            remedy="give the scores another name",
        )
        raise FaultyInput([fault])
    if out is None or (out.exists() and not out.is_file()):
        with tempfile.TemporaryFile() as waiting:
            yield waiting
            waiting.seek(0)
            if out is None:
                shutil.copyfileobj(waiting, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            else:
                with out.open("wb") as pipe:
                    shutil.copyfileobj(waiting, pipe)
        return
    partial = out.with_name(f".{out.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as waiting:
            yield waiting
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
