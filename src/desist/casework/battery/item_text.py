"""The wording of a form as it is stored, parsed once for each imported row."""

from __future__ import annotations

import json
from functools import lru_cache

from desist.casework.battery.models import ItemText
from desist.documents.exchange.wording import FormWording, ItemWording


def dump(wording: FormWording) -> str:
    """A wording as it is stored."""
    record = {
        "title": wording.title,
        "instruction": wording.instruction,
        "licence": wording.licence,
        "items": {
            str(number): {"text": item.text, "options": item.options}
            for number, item in wording.items.items()
        },
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=64)
def load(stored: str) -> FormWording:
    """A wording from what is stored."""
    record = json.loads(stored)
    items = {
        int(number): ItemWording(
            text=item["text"], options=tuple((value, label) for value, label in item["options"])
        )
        for number, item in record["items"].items()
    }
    return FormWording(
        title=record["title"],
        instruction=record["instruction"],
        licence=record["licence"],
        items=items,
    )


def wording_of(text: ItemText | None) -> FormWording | None:
    """The wording in a row; None where the site imported none."""
    return None if text is None else load(text.content)
