"""Reader: CASE.toml into a case file, or every fault at once.

What is unknown is left out of the file and named by the judgement that needs it; what cannot be
(an answer outside its range, a conviction before the offence) is a fault, with its place and
remedy.
"""

from __future__ import annotations

from pathlib import Path

from desist.cases.case_check import case_faults
from desist.cases.case_file import CaseFile
from desist.catalogue.collection import Catalogue
from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import parse_toml, read_strictly

LARGEST = 1_000_000
"""Bytes. A case is a page or two; more than this is something else."""
MEND_WITH = "desist assess --example"


def read_case(path: Path, *, catalogue: Catalogue) -> CaseFile:
    """The case in a file.

    Raises:
        FaultyInput: with every fault of the file, named by file, key path and remedy.
    """
    return parse_case(_text(path), file=str(path), catalogue=catalogue)


def parse_case(text: str, *, file: str, catalogue: Catalogue) -> CaseFile:
    """The case in a text; ``file`` is the name under which faults are reported.

    Raises:
        FaultyInput: with every fault of the text.
    """
    try:
        case = read_strictly(parse_toml(text, file=file), CaseFile, file=file)
    except FaultyInput as error:
        raise FaultyInput(error.faults, mend_with=MEND_WITH) from None
    faults = [
        Fault(file=file, path=each.path, problem=each.problem, remedy=each.remedy)
        for each in case_faults(case, catalogue)
    ]
    if faults:
        raise FaultyInput(faults, mend_with=MEND_WITH)
    return case


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise _unreadable(path, f"is larger than {LARGEST:,} bytes", "name a case file")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _unreadable(path, "is not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise _unreadable(path, f"cannot be read: {reason}", "check the name") from None


def _unreadable(path: Path, problem: str, remedy: str) -> FaultyInput:
    return FaultyInput(
        [Fault(file=str(path), path="", problem=problem, remedy=remedy)], mend_with=MEND_WITH
    )
