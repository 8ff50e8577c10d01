"""Strict reading: TOML into a frozen value, or every fault at once, each with its key path.

Pydantic checks types and unknown keys; what it lets through (``nan``, dates in quotes, characters
that nobody can see) is looked for here in the raw document.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from desist.catalogue.fault import Fault, FaultyInput
from desist.catalogue.plain_text import foreign_characters

Value = TypeVar("Value")

DEEPEST = 20
"""Tables and lists within one another; nothing that is read here needs more than five."""
LARGEST_WHOLE_NUMBER = 2**63 - 1
"""As TOML has it."""
BYTE_ORDER_MARK = "\ufeff"
"""What some editors put before everything else; it says nothing."""

REMEDIES = {
    "extra_forbidden": "take the key out, or correct its spelling",
    "missing": "add it",
    "unexpected_keyword_argument": "take the key out, or correct its spelling",
    "missing_keyword_only_argument": "add it",
}


def parse_toml(text: str, *, file: str) -> dict[str, Any]:
    """The document as plain values.

    Raises:
        FaultyInput: the text is no TOML.
    """
    try:
        document = tomllib.loads(text.removeprefix(BYTE_ORDER_MARK))
        if _depth(document) > DEEPEST:
            raise RecursionError
    except RecursionError:
        problem = f"has tables or lists more than {DEEPEST} deep in one another"
        fault = Fault(file=file, path="", problem=problem, remedy="lay it flat")
        raise FaultyInput([fault]) from None
    except ValueError as error:
        # TOMLDecodeError is one; a number of thousands of digits raises another.
        fault = Fault(file=file, path="", problem=f"is not TOML: {error}", remedy="mend that line")
        raise FaultyInput([fault]) from None
    return document


def _depth(document: dict[str, Any]) -> int:
    """How deep tables and lists lie in one another, counted without going down a stack."""
    depth = 0
    layer: list[Any] = [document]
    while layer and depth <= DEEPEST:
        depth += 1
        inside = [each.values() if isinstance(each, dict) else each for each in layer]
        layer = [each for part in inside for each in part if isinstance(each, dict | list)]
    return depth


def read_strictly(document: dict[str, Any], into: type[Value], *, file: str) -> Value:
    """The document as a value of type ``into``.

    Raises:
        FaultyInput: with every unknown key, missing key, wrong type, number that is not finite
            or beyond 64 bits, character that cannot be seen, and date in quotes.
    """
    faults = list(_unreadable(document, "", file))
    try:
        value: Value = _adapter(into).validate_json(  # type: ignore[arg-type]  # types hash
            json.dumps(document, default=_iso), strict=True, extra="forbid"
        )
    except ValidationError as error:
        faults += [_fault(document, each, file) for each in error.errors(include_url=False)]
        raise FaultyInput(_without_echoes(faults)) from None
    faults += _quoted_dates(document, value, "", file)
    if faults:
        raise FaultyInput(faults)
    return value


@cache
def _adapter(into: Any) -> TypeAdapter[Any]:
    """One adapter a type: building it is the slow part."""
    return TypeAdapter(into)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _fault(document: dict[str, Any], error: Any, file: str) -> Fault:
    kind = error["type"]
    given = error.get("input")
    problem = error["msg"][:1].lower() + error["msg"][1:]
    if kind in ("missing", "missing_keyword_only_argument"):
        problem = "is missing"
    elif kind in ("extra_forbidden", "unexpected_keyword_argument"):
        problem = "is not a key that is known here"
    elif isinstance(given, bool | int | float | str):
        problem = f"{problem}, not {given!r}"
    return Fault(
        file=file,
        path=_key_path(document, error["loc"]),
        problem=problem,
        remedy=REMEDIES.get(kind, "correct the value"),
    )


def _key_path(document: Any, location: tuple[int | str, ...]) -> str:
    """``exercise[values-card-sort].minutes`` rather than ``exercise.3.minutes``."""
    path, at = "", document
    for step in location:
        if isinstance(step, int):
            at = at[step] if isinstance(at, list) and step < len(at) else None
            name = at.get("id", step + 1) if isinstance(at, dict) else step + 1
            path += f"[{name}]"
        else:
            path += f".{step}" if path else str(step)
            at = at.get(step) if isinstance(at, dict) else None
    return path


def _without_echoes(faults: list[Fault]) -> list[Fault]:
    """Each fault once: a union reports the same place for each of its members."""
    return list(dict.fromkeys(faults))


def _unreadable(value: Any, path: str, file: str) -> Iterator[Fault]:
    """Numbers that are none, or beyond 64 bits, and characters that nobody can see."""
    if isinstance(value, float) and not math.isfinite(value):
        yield Fault(
            file=file, path=path, problem=f"is {value}, not a number", remedy="give a finite number"
        )
    elif isinstance(value, int) and abs(value) > LARGEST_WHOLE_NUMBER:
        yield Fault(
            file=file, path=path, problem="is beyond 64 bits", remedy="give a smaller number"
        )
    elif isinstance(value, str):
        yield from _foreign(value, path, file)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _foreign(key, f"{path}.{key}" if path else key, file)
            yield from _unreadable(each, f"{path}.{key}" if path else key, file)
    elif isinstance(value, list):
        for position, each in enumerate(value):
            name = each.get("id", position + 1) if isinstance(each, dict) else position + 1
            yield from _unreadable(each, f"{path}[{name}]", file)


def _foreign(text: str, path: str, file: str) -> Iterator[Fault]:
    found = foreign_characters(text)
    if found:
        named = ", ".join(f"U+{ord(each):04X}" for each in found[:5])
        yield Fault(
            file=file,
            path=path,
            problem=f"holds characters that cannot be seen: {named}",
            remedy="take them out",
        )


def _quoted_dates(raw: Any, value: Any, path: str, file: str) -> Iterator[Fault]:
    """Places where the value holds a date and the file a string, or a time where a date belongs."""
    if isinstance(value, date) and not (isinstance(raw, date) and not isinstance(raw, datetime)):
        yield Fault(
            file=file,
            path=path,
            problem=f"is written as {raw!r}, not as a date",
            remedy=f"write {value.isoformat()} without quotes and without a time",
        )
    elif isinstance(raw, dict):
        for key, each in raw.items():
            inner = value.get(key) if isinstance(value, dict) else getattr(value, key, None)
            yield from _quoted_dates(each, inner, f"{path}.{key}" if path else key, file)
    elif isinstance(raw, list) and isinstance(value, tuple | list):
        for position, (each, inner) in enumerate(zip(raw, value, strict=False)):
            name = each.get("id", position + 1) if isinstance(each, dict) else position + 1
            yield from _quoted_dates(each, inner, f"{path}[{name}]", file)
