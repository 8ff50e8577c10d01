"""Questionnaire reading: the wording of a form from a site's FHIR R4 file, tied to a printed order.

The file says what is asked; how it scores says the catalogue. A file whose weights differ from the
catalogue's key belongs to another order or version, and is refused with both named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desist.documents.exchange.item_weight import weight_of
from desist.documents.exchange.questionnaire_check import (
    every_item,
    questionnaire_faults,
    weights_in,
)
from desist.documents.exchange.wording import FormWording, ItemWording
from desist.programme.entry import KeyFault
from desist.programme.instrument import FormOrder, Instrument

ASKED = ("choice", "open-choice", "integer")

Json = dict[str, Any]


class UnfitQuestionnaire(ValueError):
    """The file cannot be used for this form; ``faults`` says all that is wrong."""

    def __init__(self, faults: tuple[KeyFault, ...]) -> None:
        super().__init__("; ".join(f"{each.path} {each.problem}" for each in faults))
        self.faults = faults


def read_questionnaire(record: object, *, instrument: Instrument, order: FormOrder) -> FormWording:
    """The wording of every item of this order.

    Raises:
        UnfitQuestionnaire: it is not R4, has other items or answers, or weighs them differently.
    """
    faults = tuple(questionnaire_faults(record))
    if faults or not isinstance(record, dict):
        raise UnfitQuestionnaire(faults)
    asked = [
        (path, item)
        for path, item in every_item(record)
        if item["type"] in ASKED and not item.get("readOnly")
    ]
    numbered = _numbered(asked, order)
    if isinstance(numbered, KeyFault):
        raise UnfitQuestionnaire((numbered,))
    read = {n: _options(path, item, order) for n, (path, item) in numbered.items()}
    faults = tuple(each for each in read.values() if isinstance(each, KeyFault))
    if not faults:
        faults = tuple(_weight_faults(numbered, instrument, order))
    if faults:
        raise UnfitQuestionnaire(faults)
    return FormWording(
        title=str(record.get("title", instrument.title)),
        instruction=_instruction(record),
        licence=str(record.get("copyright", "")),
        items={
            number: ItemWording(text=str(numbered[number][1].get("text", "")), options=options)
            for number, options in sorted(read.items())
            if not isinstance(options, KeyFault)
        },
    )


def _instruction(record: Json) -> str:
    """What stands above the first question."""
    for _, item in every_item(record):
        if item["type"] in ASKED:
            return ""
        if item["type"] == "display" and item.get("text"):
            return str(item["text"])
    return ""


def _numbered(
    asked: list[tuple[str, Json]], order: FormOrder
) -> Mapping[int, tuple[str, Json]] | KeyFault:
    """The questions by printed number: by prefix, else by link id, else as they stand."""
    if len(asked) != order.items:
        return KeyFault(
            "item",
            f"asks {len(asked)} questions, and {order.id} has {order.items} items",
            "import the questionnaire of the printed order that the key belongs to",
        )
    wanted = list(range(1, order.items + 1))
    by: tuple[Callable[[Json], object], ...] = (
        lambda item: item.get("prefix"),
        lambda item: item.get("linkId"),
    )
    for name in by:
        numbers = [_number(name(item)) for _, item in asked]
        if sorted(each or 0 for each in numbers) == wanted:
            return {n: each for n, each in zip(numbers, asked, strict=True) if n is not None}
    return dict(zip(wanted, asked, strict=True))


def _number(given: object) -> int | None:
    match = re.fullmatch(r"\D*(\d{1,3})\D?", str(given or ""))
    return int(match[1]) if match else None


def _options(path: str, item: Json, order: FormOrder) -> tuple[tuple[int, str], ...] | KeyFault:
    """The answers of one question by their value; the code says which, else the place."""
    values = [each for each in range(order.minimum, order.maximum + 1) if order.takes(each)]
    options = item.get("answerOption", [])
    if len(options) != len(values):
        return KeyFault(
            f"{path}.answerOption",
            f"offers {len(options)} answers, and {order.id} takes {len(values)}",
            f"offer one for each of {', '.join(map(str, values))}",
        )
    codes = [_code(option) for option in options]
    if sorted(each for each in codes if each is not None) == values:
        chosen = [each for each in codes if each is not None]
    else:
        chosen = values
    return tuple(
        (value, _label(option, value)) for value, option in zip(chosen, options, strict=True)
    )


def _code(option: Json) -> int | None:
    coding = option.get("valueCoding", {})
    code = str(option.get("valueInteger", coding.get("code", "")))
    return int(code) if re.fullmatch(r"-?\d{1,3}", code) else None


def _label(option: Json, value: int) -> str:
    coding = option.get("valueCoding", {})
    return str(coding.get("display") or option.get("valueString") or coding.get("code") or value)


def _weight_faults(
    numbered: Mapping[int, tuple[str, Json]], instrument: Instrument, order: FormOrder
) -> Iterator[KeyFault]:
    for number, (path, item) in sorted(numbered.items()):
        options = _options(path, item, order)
        if isinstance(options, KeyFault):
            continue
        for place, (value, label) in enumerate(options):
            weight = weight_of(number, value, order)
            for name, given in weights_in(item["answerOption"][place]):
                if weight is not None and float(given) != weight:
                    yield KeyFault(
                        f"{path}.answerOption[{place}]",
                        f"item {number}, answer {label!r}: {name} of the file is {given:g}, the "
                        f"key of {instrument.id}@{order.id} version {instrument.version} "
                        f"gives {weight}",
                        "import the questionnaire of the printed order that the key belongs to",
                    )
