"""Response: one administration as a FHIR R4 QuestionnaireResponse, under a pseudonym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from desist.documents.exchange.item_weight import ITEMS
from desist.documents.exchange.questionnaire import answer_system, canonical
from desist.documents.exchange.wording import FormWording
from desist.programme.instrument import FormOrder, Instrument

Status = Literal["in-progress", "completed", "amended", "entered-in-error", "stopped"]
STATUSES: tuple[Status, ...] = (
    "in-progress", "completed", "amended", "entered-in-error", "stopped",
)  # fmt: skip
SUBJECT = "urn:desist:pseudonym"

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class GivenAnswers:
    """One administration: under which pseudonym, how it stands, when, and its answers by item."""

    pseudonym: str
    status: Status
    authored: datetime
    answers: Mapping[int, int]


def response_of(
    given: GivenAnswers,
    *,
    instrument: Instrument,
    order: FormOrder,
    wording: FormWording | None = None,
) -> Json:
    """Answers in the nesting of the questionnaire; a question without an answer is left out.

    Raises:
        ValueError: the instant has no zone.
    """
    if given.authored.tzinfo is None:
        raise ValueError("authored needs a zone")
    record: Json = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{canonical(instrument, order)}|{instrument.version}",
        "status": given.status,
        "subject": {"identifier": {"system": SUBJECT, "value": given.pseudonym}},
        "authored": given.authored.isoformat(timespec="seconds"),
    }
    words = wording.items if wording else {}
    labels = {number: dict(each.options) for number, each in words.items()}
    system = answer_system(instrument, order)
    items = [
        {
            "linkId": str(number),
            "answer": [
                {
                    "valueCoding": {
                        "system": system,
                        "code": str(value),
                        "display": labels.get(number, {}).get(value, str(value)),
                    }
                }
            ],
        }
        for number, value in sorted(given.answers.items())
    ]
    if items:
        record["item"] = [{"linkId": ITEMS, "item": items}]
    return record
