"""Response check: an R4 QuestionnaireResponse by itself, and against the questionnaire it answers.

None of the libraries that were tried compares the two: a link id that the questionnaire does not
have, a value of another type and a code that is no option all pass there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from desist.documents.exchange.questionnaire_check import every_item, is_date
from desist.documents.exchange.response import STATUSES
from desist.documents.exchange.shape import shape_faults
from desist.programme.entry import KeyFault

_ROOT = """
resourceType id meta implicitRules language text contained extension modifierExtension identifier
basedOn partOf questionnaire status subject encounter authored author source item
"""
_ITEM = "id extension modifierExtension linkId definition text answer item"
ROOT, ITEM = frozenset(_ROOT.split()), frozenset(_ITEM.split())
WAIVED = ("in-progress", "stopped", "entered-in-error")
"""While a response stands so, a required answer may be missing."""
VALUES = {
    "boolean": "valueBoolean", "decimal": "valueDecimal", "integer": "valueInteger",
    "date": "valueDate", "dateTime": "valueDateTime", "time": "valueTime",
    "string": "valueString", "text": "valueString", "url": "valueUri", "choice": "valueCoding",
    "attachment": "valueAttachment", "reference": "valueReference", "quantity": "valueQuantity",
}  # fmt: skip
ZONED = re.compile(r".*T.*(Z|[+-]\d{2}:\d{2})")

Json = dict[str, Any]


def response_faults(record: object, questionnaire: Json | None = None) -> Iterator[KeyFault]:
    """What is wrong with a response; with its questionnaire, also what does not answer it."""
    if not isinstance(record, dict) or record.get("resourceType") != "QuestionnaireResponse":
        yield KeyFault("resourceType", "is not QuestionnaireResponse", "export a FHIR R4 response")
        return
    misshapen = list(shape_faults(record))
    if misshapen:
        yield from misshapen
        return
    yield from _unknown(record, ROOT, "")
    status = record.get("status")
    if status not in STATUSES:
        problem = "is missing" if status is None else f"is {status!r}"
        yield KeyFault("status", problem, f"one of: {', '.join(STATUSES)}")
    authored = record.get("authored")
    if authored is not None and not (is_date(authored) and ZONED.fullmatch(authored)):
        yield KeyFault("authored", f"is {authored!r}", "write an instant with its zone")
    for path, item in _answered(record):
        yield from _unknown(item, ITEM, path)
        if item.get("item") and item.get("answer"):
            yield KeyFault(path, "breaks qrs-1", "items stand beneath an answer, not beside it")
    if questionnaire is not None:
        yield from _against(record, questionnaire)


def _answered(record: Json, path: str = "item") -> Iterator[tuple[str, Json]]:
    """Every item at any depth, also beneath answers."""
    items = record.get("item", [])
    for place, item in enumerate(items if isinstance(items, list) else []):
        here = f"{path}[{place}]"
        yield here, item
        yield from _answered(item, f"{here}.item")
        for number, answer in enumerate(item.get("answer", [])):
            yield from _answered(answer, f"{here}.answer[{number}].item")


def _against(record: Json, questionnaire: Json) -> Iterator[KeyFault]:
    named = str(record.get("questionnaire", ""))
    version = questionnaire.get("version")
    wanted = f"{questionnaire.get('url')}|{version}" if version else str(questionnaire.get("url"))
    if named and named not in (wanted, str(questionnaire.get("url"))):
        yield KeyFault("questionnaire", f"is {named}", f"this is checked against {wanted}")
    yield from _level(record, questionnaire, "item")
    if record.get("status") not in WAIVED:
        given = {item.get("linkId") for _, item in _answered(record) if item.get("answer")}
        for _, item in every_item(questionnaire):
            if item.get("required") and item["type"] != "group" and item["linkId"] not in given:
                yield KeyFault("item", f"{item['linkId']} is required", "answer it, or stop")


def _level(given: Json, asked: Json, path: str) -> Iterator[KeyFault]:
    """The items of one level: those that the questionnaire has there, once each, in its order."""
    known = {item["linkId"]: item for item in asked.get("item", [])}
    places = list(known)
    last = -1
    for place, item in enumerate(given.get("item", [])):
        here, link = f"{path}[{place}]", item.get("linkId")
        if link not in known:
            yield KeyFault(here, f"{link!r} is not asked here", f"one of: {', '.join(places[:5])}")
            continue
        if places.index(link) <= last:
            yield KeyFault(here, f"{link!r} stands twice or out of order", "as the questionnaire")
        last = places.index(link)
        yield from _value_faults(here, item, known[link])
        yield from _level(item, known[link], f"{here}.item")


def _value_faults(path: str, item: Json, asked: Json) -> Iterator[KeyFault]:
    answers = item.get("answer", [])
    if asked["type"] in ("group", "display") and answers:
        yield KeyFault(path, f"answers a {asked['type']}", "leave the answer out")
        return
    if len(answers) > 1 and not asked.get("repeats"):
        yield KeyFault(path, f"has {len(answers)} answers", "one answer")
    for place, answer in enumerate(answers):
        where = f"{path}.answer[{place}]"
        keys = [key for key in answer if key.startswith("value")]
        wanted = VALUES.get(asked["type"], "valueCoding")
        free = asked["type"] == "open-choice" and keys == ["valueString"]
        if keys != [wanted] and not free:
            yield KeyFault(where, f"holds {', '.join(keys) or 'nothing'}", f"give {wanted}")
        elif wanted == "valueCoding" and not free and "answerOption" in asked:
            yield from _coding_faults(where, answer["valueCoding"], asked)


def _coding_faults(path: str, coding: Json, asked: Json) -> Iterator[KeyFault]:
    offered = {
        (option.get("valueCoding", {}).get("system"), option.get("valueCoding", {}).get("code"))
        for option in asked["answerOption"]
    }
    if (coding.get("system"), coding.get("code")) not in offered:
        codes = ", ".join(sorted(str(code) for _, code in offered))
        yield KeyFault(path, f"{coding.get('code')!r} is no option", f"one of: {codes}")


def _unknown(record: Json, known: frozenset[str], path: str) -> Iterator[KeyFault]:
    for key in record:
        if key.removeprefix("_") not in known:
            yield KeyFault(f"{path}.{key}".lstrip("."), "is no element of R4", "leave it out")


def answers_in(record: Json) -> dict[int, int]:
    """The answers of a response that was checked, by item number."""
    found = {}
    for _, item in _answered(record):
        for answer in item.get("answer", []):
            found[int(item["linkId"])] = int(answer["valueCoding"]["code"])
    return found
