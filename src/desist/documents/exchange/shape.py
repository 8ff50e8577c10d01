"""Shape: lists where R4 has lists, objects where it has objects, before anything looks closer."""

from __future__ import annotations

from collections.abc import Iterator

from desist.programme.entry import KeyFault

LISTS = frozenset(
    ("item", "answerOption", "enableWhen", "initial", "extension", "answer", "code", "contained")
)
"""Each a list of objects wherever it stands, but for the ``code`` of a coding."""
TEXTS = frozenset(("linkId", "type", "prefix", "text", "url", "version", "questionnaire", "status"))


def shape_faults(record: object, path: str = "") -> Iterator[KeyFault]:
    """Every place, at any depth, that holds another kind of value than R4 has there."""
    if isinstance(record, list):
        for place, each in enumerate(record):
            yield from shape_faults(each, f"{path}[{place}]")
        return
    if not isinstance(record, dict):
        return
    for key, value in record.items():
        here = f"{path}.{key}" if path else str(key)
        whole = isinstance(value, list) and all(isinstance(each, dict) for each in value)
        in_coding = key == "code" and isinstance(value, str)
        if key in LISTS and not whole and not in_coding:
            yield KeyFault(here, "is no list of objects", "write it as R4 has it")
        elif key in TEXTS and isinstance(value, list | dict) and key != "text":
            yield KeyFault(here, "is no text", "write it as R4 has it")
        elif key == "valueCoding" and not isinstance(value, dict):
            yield KeyFault(here, "is no coding", "give system and code")
        else:
            yield from shape_faults(value, here)
