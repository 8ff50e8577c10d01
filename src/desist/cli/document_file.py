"""Document file: TOML or JSON read from a file, or JSON written to one whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.strict_reading import parse_toml
from desist.scheduling.region import with_dates

MOST_BYTES = 20_000_000


def read_document(path: Path) -> dict[str, Any]:
    """The document in a file: TOML by its ending, JSON otherwise, dates as dates in both.

    Raises:
        FaultyInput: it cannot be read, is too large, or is no document.
    """

    def faulty(problem: str, remedy: str) -> FaultyInput:
        return FaultyInput([Fault(file=str(path), path="", problem=problem, remedy=remedy)])

    try:
        if path.stat().st_size > MOST_BYTES:
            raise faulty("is larger than 20 MB", "name another file")
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            return parse_toml(text, file=str(path))
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise faulty(f"is not JSON: {error}", "mend that line, or name a file .toml") from None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise faulty(f"cannot be read: {error}", "name a TOML or JSON file") from None
    if not isinstance(document, dict):
        raise faulty("holds no JSON object", "begin it with {")
    dated: dict[str, Any] = with_dates(document)
    return dated


def write_text(path: Path, text: str) -> None:
    """Write a text whole or not at all.

    Raises:
        FaultyInput: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        problem = f"cannot be written: {error.strerror}"
        fault = Fault(file=str(path), path="", problem=problem, remedy="name another file")
        raise FaultyInput([fault]) from None


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Write a document whole or not at all.

    Raises:
        FaultyInput: the file cannot be written.
    """
    write_text(path, json.dumps(document) + "\n")
