"""Case text: a case file as TOML, so that what was judged can be stored, and judged again.

What is not known is left out: the text that the reader takes back is the same case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from desist.cases.case_file import CaseFile
from desist.catalogue.strict_reading import parse_toml, read_strictly

BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def case_text(case: CaseFile) -> str:
    """The case as the text of a CASE.toml."""
    return "\n".join(_table(case, "")).strip() + "\n"


def read_case_text(text: str) -> CaseFile:
    """The case in a text that was written here; what it names may be gone from the catalogue.

    Raises:
        FaultyInput: the text is no case of this shape.
    """
    file = "stored case"
    return read_strictly(parse_toml(text, file=file), CaseFile, file=file)


def _table(value: Any, path: str) -> Iterator[str]:
    """A table: its plain keys first, then the tables within it."""
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    known = {key: each for key, each in held.items() if each is not None and each != ()}
    for key, each in known.items():
        if not _is_table(each):
            yield f"{key} = {_inline(each)}"
    for key, each in known.items():
        inner = f"{path}.{key}" if path else key
        if is_dataclass(each):
            lines = list(_table(each, inner))
            if lines:
                head = [] if lines[0].startswith("\n") else [f"\n[{inner}]"]
                yield from (*head, *lines)
        elif _is_table(each):
            for one in each:
                yield f"\n[[{inner}]]"
                yield from _table(one, inner)


def _is_table(value: Any) -> bool:
    return is_dataclass(value) or (isinstance(value, tuple) and any(map(is_dataclass, value)))


def _inline(value: Any) -> str:
    if isinstance(value, Enum):
        return _inline(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return repr(value)


def _key(name: str) -> str:
    return name if name and set(name) <= BARE else _inline(name)
