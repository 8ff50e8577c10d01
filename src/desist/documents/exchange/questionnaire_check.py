"""Questionnaire check: what FHIR R4 demands of a Questionnaire, whoever wrote it.

The invariants que-0 to que-13 by their own names, the bound codes, the elements that there are, and
real dates. Each of the libraries that were tried misses some of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from desist.documents.exchange.shape import shape_faults
from desist.programme.entry import KeyFault

STATUSES = ("draft", "active", "retired", "unknown")
TYPES = (
    "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string",
    "text", "url", "choice", "open-choice", "attachment", "reference", "quantity",
)  # fmt: skip
OPERATORS = ("exists", "=", "!=", ">", "<", ">=", "<=")
WITH_OPTIONS = ("choice", "open-choice", "date", "integer", "time", "string")
WITH_LENGTH = ("boolean", "decimal", "integer", "string", "text", "url", "open-choice")
_ROOT = """
resourceType id meta implicitRules language text contained extension modifierExtension url
identifier version name title derivedFrom status experimental subjectType date publisher contact
description useContext jurisdiction purpose copyright approvalDate lastReviewDate effectivePeriod
code item
"""
_ITEM = """
id extension modifierExtension linkId definition code prefix text type enableWhen enableBehavior
required repeats readOnly maxLength answerValueSet answerOption initial item
"""
ROOT, ITEM = frozenset(_ROOT.split()), frozenset(_ITEM.split())
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?")
WEIGHTS = ("ordinalValue", "itemWeight")

Json = dict[str, Any]


def questionnaire_faults(record: object) -> Iterator[KeyFault]:
    """Everything that makes this no FHIR R4 Questionnaire."""
    if not isinstance(record, dict) or record.get("resourceType") != "Questionnaire":
        yield KeyFault("resourceType", "is not Questionnaire", "export a FHIR R4 Questionnaire")
        return
    misshapen = list(shape_faults(record))
    if misshapen:
        yield from misshapen
        return
    yield from _unknown(record, ROOT, "")
    if record.get("status") not in STATUSES:
        yield _code("status", record.get("status"), STATUSES)
    name = record.get("name")
    if name is not None and not re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", str(name)):
        yield KeyFault("name", f"is {name!r} (que-0)", "begin with a capital; letters, digits, _")
    for key in ("date", "approvalDate", "lastReviewDate"):
        if key in record and not is_date(record[key]):
            yield KeyFault(key, f"is {record[key]!r}, no date", "write it as 2026-03-02")
    seen: set[str] = set()
    for path, item in every_item(record):
        yield from _item_faults(path, item, seen)


def every_item(record: Json, path: str = "item") -> Iterator[tuple[str, Json]]:
    """Every item at any depth, with its path."""
    items = record.get("item", [])
    for place, item in enumerate(items if isinstance(items, list) else []):
        here = f"{path}[{place}]"
        if isinstance(item, dict):
            yield here, item
            yield from every_item(item, f"{here}.item")


def is_date(given: object) -> bool:
    """Whether this is a date, or a part of one, that the calendar has."""
    if not isinstance(given, str) or not DATE.fullmatch(given):
        return False
    parts = [int(each) for each in given[:10].split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True


def _item_faults(path: str, item: Json, seen: set[str]) -> Iterator[KeyFault]:
    yield from _unknown(item, ITEM, path)
    link = item.get("linkId")
    if not isinstance(link, str) or not link:
        yield KeyFault(f"{path}.linkId", "is missing", "give each item a linkId")
    elif link in seen:
        yield KeyFault(f"{path}.linkId", f"{link!r} stands twice (que-2)", "make it unique")
    seen.add(str(link))
    kind = item.get("type")
    if kind not in TYPES:
        yield _code(f"{path}.type", kind, TYPES)
        return
    for rule, broken, remedy in _rules(item, str(kind)):
        if broken:
            yield KeyFault(path, f"breaks {rule}", remedy)
    for place, each in enumerate(item.get("enableWhen", [])):
        where = f"{path}.enableWhen[{place}]"
        if each.get("operator") not in OPERATORS:
            yield _code(f"{where}.operator", each.get("operator"), OPERATORS)
        if each.get("operator") == "exists" and not isinstance(each.get("answerBoolean"), bool):
            yield KeyFault(where, "breaks que-7", "exists takes answerBoolean")
    for place, option in enumerate(item.get("answerOption", [])):
        yield from _option_faults(f"{path}.answerOption[{place}]", option)


def _rules(item: Json, kind: str) -> Iterator[tuple[str, bool, str]]:
    options, initial = "answerOption" in item, item.get("initial", [])
    display = kind == "display"
    yield "que-1", kind == "group" and not item.get("item"), "a group has items"
    yield "que-1", display and "item" in item, "a display has no items"
    yield "que-3", display and "code" in item, "a display has no code"
    yield "que-4", options and "answerValueSet" in item, "answerOption or answerValueSet, not both"
    has = options or "answerValueSet" in item
    yield "que-5", has and kind not in WITH_OPTIONS, "options are for choices and simple types"
    yield "que-6", display and ("required" in item or "repeats" in item), "leave them out"
    yield "que-8", bool(initial) and kind in ("group", "display"), "no initial here"
    yield "que-9", display and "readOnly" in item, "no readOnly on a display"
    yield "que-10", "maxLength" in item and kind not in WITH_LENGTH, "maxLength is for text"
    yield "que-11", options and bool(initial), "use initialSelected"
    several = len(item.get("enableWhen", [])) > 1
    yield "que-12", several and "enableBehavior" not in item, "say all or any"
    behaviour = item.get("enableBehavior", "all")
    yield "the code of enableBehavior", behaviour not in ("all", "any"), "say all or any"
    yield "que-13", len(initial) > 1 and not item.get("repeats"), "one initial value"


def _option_faults(path: str, option: Json) -> Iterator[KeyFault]:
    values = [key for key in option if key.startswith("value")]
    if len(values) != 1:
        yield KeyFault(path, f"has {len(values)} values", "give each option one value[x]")
    for url, weight in weights_in(option):
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            yield KeyFault(path, f"{url} is {weight!r}, not a number", "write valueDecimal: 1")


def weights_in(option: Json) -> Iterator[tuple[str, Any]]:
    """Every weight of an option, on itself or on its coding, in either extension."""
    coding = option.get("valueCoding")
    for holder in (option, coding if isinstance(coding, dict) else {}):
        for each in holder.get("extension", []):
            name = str(each.get("url", "")).rsplit("/", 1)[-1]
            if name in WEIGHTS:
                yield name, each.get("valueDecimal", each.get("valueString"))


def _unknown(record: Json, known: frozenset[str], path: str) -> Iterator[KeyFault]:
    for key in record:
        if key.removeprefix("_") not in known:
            yield KeyFault(f"{path}.{key}".lstrip("."), "is no element of R4", "leave it out")


def _code(path: str, given: object, codes: tuple[str, ...]) -> KeyFault:
    problem = "is missing" if given is None else f"is {given!r}"
    return KeyFault(path, problem, f"one of: {', '.join(codes)}")
