"""Command: which job was asked for, and the manners that all jobs share.

Results go to standard output and talk to standard error. Unusable input exits 2, a failure 1,
never with a traceback; every error names what is wrong and ends with the command that would help.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import NoReturn, Protocol

import desist
from desist.catalogue.collection import NotHeld
from desist.catalogue.fault import FaultyInput
from desist.catalogue.plain_text import shown_plainly
from desist.catalogue.words import NoWording
from desist.documents.pdf import PdfUnavailable

UNUSABLE_INPUT = 2
FAILURE = 1

JOBS = {
    "assess": "judge one case, from facts and answers to a plan, with every reason",
    "groups": "order a waiting list and form groups, with the reason for every place",
    "score": "score answers to an instrument, one form or a million",
    "catalogue": "check, list and show the numbers, keys, rules and programmes held here",
    "exchange": "questionnaires as FHIR and REDCap files, written and checked",
    "evaluate": "rates, comparisons, follow-up and prediction, with how sure they make us",
    "evidence": "check the figures that publications claim",
    "tour": "assess the example cases and write their reports",
    "repair": "mend a timetable after illness, leave, a lost room or snow",
    "timetable": "arrange sessions into a timetable, and go on improving it",
    "serve": "serve casework: the pages that staff work in",
    "demo": "build a demonstration of invented people",
    "export-case": "write a case of casework as a CASE.toml",
    "audit": "verify the trail of who did and saw what",
    "manage": "run one of Django's own jobs: migrate, check, new_keys",
}
"""Every job by name, with a line for the overview. Each is a file of this package."""

EXAMPLES = """\
  desist assess --example > case.toml
  desist assess case.toml --demonstration --html report.html
  desist catalogue list
  desist catalogue show rm2000
"""


class Job(Protocol):
    """What a file of this package offers."""

    EXAMPLES: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments of the job."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the job; the exit status."""


class Parser(argparse.ArgumentParser):
    """A parser whose help begins with examples and whose errors say what would help."""

    examples = ""
    """Those of the whole command; a job within it shows the lines that are its own."""

    def format_help(self) -> str:
        """Examples first: most people paste before they read."""
        own = self.examples
        if "examples" not in vars(self):
            lines = own.splitlines(keepends=True)
            own = "".join(each for each in lines if f"{self.prog} " in f"{each.rstrip()} ")
        start = f"Examples:\n{own}\n" if own else ""
        return start + super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and which command shows how it is done; exit 2."""
        complain(message, mend_with=f"{self.prog} {self.nearest}--help")
        sys.exit(UNUSABLE_INPUT)

    nearest = ""
    """The job that was probably meant, with a space after it; empty where none was misspelt."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Name the nearest of the choices before all of them."""
        if action.choices is not None and value not in action.choices:
            choices = [str(each) for each in action.choices]
            nearest = get_close_matches(str(value), choices, n=1, cutoff=0.5)
            if nearest and action.dest == "job":
                self.nearest = f"{nearest[0]} "
            hint = f"; did you mean {nearest[0]}?" if nearest else ""
            raise argparse.ArgumentError(
                action, f"there is no {str(value)!r}{hint} (choose from {', '.join(choices)})"
            )


def complain(message: str, *, mend_with: str = "") -> None:
    """Write an error to standard error, ending with the command that would mend it."""
    print(f"desist: {shown_plainly(' '.join(message.splitlines()))}", file=sys.stderr)
    if mend_with:
        print(f"Try: {mend_with}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``desist`` with these arguments (those of the process where none are given)."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output stopped reading: no more to say, and nothing to complain of.
        _stop_writing()
        return 0
    except OSError as error:
        _stop_writing()
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}", mend_with=_help_of(given))
        return FAILURE
    return status


def _stop_writing() -> None:
    """Let nothing more go to an output that takes nothing, not even when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _help_of(given: Sequence[str]) -> str:
    return f"desist {given[0]} --help" if given and given[0] in JOBS else "desist --help"


def _run(given: Sequence[str]) -> int:
    """The overview, the version, or a job; every error of a job in the same words."""
    if not given or given[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    if given[0] == "--version":
        print(f"desist {desist.__version__}")
        return 0
    name = given[0]
    if name not in JOBS:
        close = get_close_matches(name, JOBS, n=1, cutoff=0.5)
        hint = f"desist {close[0]} --help" if close else "desist --help"
        complain(f"there is no command {name!r}", mend_with=hint)
        return UNUSABLE_INPUT
    return _run_in_words(name, given[1:])


def _run_in_words(name: str, given: Sequence[str]) -> int:
    """Run one job; what it refuses is told in the same words whatever the job."""
    try:
        return run_job(name, given)
    except FaultyInput as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        ending = "1 fault" if error.total == 1 else f"{error.total} faults"
        if error.total > len(error.faults):
            ending += f", of which the first {len(error.faults)} are shown"
        mend_with = error.mend_with or f"desist {name} --help"
        complain(f"{ending}; nothing was done", mend_with=mend_with)
        return UNUSABLE_INPUT
    except NotHeld as error:
        job = f"show {error.nearest[0]}" if error.nearest else "list"
        complain(str(error), mend_with=f"desist catalogue {job}")
        return UNUSABLE_INPUT
    except PdfUnavailable as error:
        complain(str(error), mend_with="desist assess CASE.toml --html report.html")
        return FAILURE
    except NoWording as error:
        complain(str(error), mend_with="desist catalogue check")
        return FAILURE
    except KeyboardInterrupt:
        complain("stopped")
        return FAILURE


def run_job(name: str, given: Sequence[str]) -> int:
    """Import one job, and only that one, and run it."""
    job: Job = import_module(f"desist.cli.{name.replace('-', '_')}")
    Parser.examples = job.EXAMPLES
    parser = Parser(
        prog=f"desist {name}",
        description=job.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    job.add_arguments(parser)
    return job.run(parser.parse_args(given))


def overview() -> str:
    """What ``desist`` alone prints."""
    width = max(map(len, JOBS))
    jobs = "\n".join(f"  {name:<{width}}  {line}" for name, line in JOBS.items())
    return (
        f"Examples:\n{EXAMPLES}\n"
        "usage: desist COMMAND ...\n\n"
        f"Commands:\n{jobs}\n\n"
        "desist COMMAND --help shows how each is used."
    )
