"""Questionnaire: one printed form as FHIR R4, with the weight of every answer and its scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from desist.documents.exchange.item_weight import ITEMS, SCORES, total_expression, weight_of
from desist.documents.exchange.wording import FormWording
from desist.programme.instrument import FormOrder, Instrument

ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
FHIRPATH = "text/fhirpath"

Json = dict[str, Any]


def canonical(instrument: Instrument, order: FormOrder) -> str:
    """The address by which a response names the questionnaire, without its version."""
    return f"urn:desist:questionnaire:{instrument.id}:{order.id}"


def answer_system(instrument: Instrument, order: FormOrder) -> str:
    """The code system of its answers."""
    return f"urn:desist:answer:{instrument.id}:{order.id}"


def questionnaire_of(
    instrument: Instrument,
    order: FormOrder,
    *,
    on: date,
    wording: FormWording | None = None,
    language: str = "en-GB",
) -> Json:
    """The form as it is printed in this order. Without wording, items have numbers alone."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", f"{instrument.id}_{order.id}").strip("_")
    record: Json = {
        "resourceType": "Questionnaire",
        "language": language,
        "url": canonical(instrument, order),
        "version": str(instrument.version),
        "name": words[0].upper() + words[1:],
        "title": wording.title if wording else instrument.title,
        "status": "active",
        "subjectType": ["Patient"],
        "date": on.isoformat(),
        "copyright": (wording and wording.licence) or instrument.licence,
        "item": [
            {
                "linkId": ITEMS,
                "type": "group",
                "item": [
                    _item(number, instrument, order, wording)
                    for number in range(1, order.items + 1)
                ],
            }
        ],
    }
    scores = list(_scores(instrument, order))
    if scores:
        record["item"].append({"linkId": SCORES, "type": "group", "item": scores})
    return record


def _item(
    number: int, instrument: Instrument, order: FormOrder, wording: FormWording | None
) -> Json:
    item: Json = {"linkId": str(number), "prefix": str(number)}
    item["code"] = [{"system": f"urn:desist:item:{instrument.id}:{order.id}", "code": str(number)}]
    if wording:
        item["text"] = wording.items[number].text
    item["type"] = "choice"
    labels = dict(wording.items[number].options) if wording else {}
    values = [each for each in range(order.minimum, order.maximum + 1) if order.takes(each)]
    item["answerOption"] = [
        _option(number, value, labels.get(value, str(value)), instrument, order)
        for value in (labels or values)
    ]
    return item


def _option(number: int, value: int, label: str, instrument: Instrument, order: FormOrder) -> Json:
    coding = {"system": answer_system(instrument, order), "code": str(value), "display": label}
    weight = weight_of(number, value, order)
    if weight is None:
        return {"valueCoding": coding}
    return {
        "extension": [{"url": ORDINAL_VALUE, "valueDecimal": weight}],
        "valueCoding": coding,
    }


def _scores(instrument: Instrument, order: FormOrder) -> Iterator[Json]:
    for scale in instrument.scale:
        expression = total_expression(scale, order=order)
        if expression is not None and instrument.may_score(scale, order):
            yield {
                "extension": [
                    {
                        "url": CALCULATED,
                        "valueExpression": {"language": FHIRPATH, "expression": expression},
                    }
                ],
                "linkId": f"scale-{scale.id}",
                "text": scale.title,
                "type": "decimal",
                "readOnly": True,
            }
