"""What changes the wording of forms: a command of the site, and nobody on a page."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery.item_text import dump
from desist.casework.battery.models import ItemText
from desist.documents.exchange.wording import FormWording
from desist.programme.instrument import FormOrder, Instrument


@action("battery.import_text", kind=Kind.COLLECTION)
def import_text(
    *,
    instrument: Instrument,
    order: FormOrder,
    wording: FormWording,
    language: str,
    named: tuple[str, str],
    by: Any,
    at: datetime,
) -> ItemText:
    """Keep the wording of a printed form; sittings that begin from now on show it.

    ``named`` are the address and version by which the file calls itself.
    """
    content = dump(wording)
    text = ItemText(
        instrument=instrument.id,
        instrument_version=instrument.version,
        form_order=order.id,
        language=language,
        url=named[0][:300],
        text_version=named[1][:60],
        sha256=sha256(content.encode()).hexdigest(),
        content=content,
        imported_at=at,
    )
    text.save(force_insert=True)
    tell(text, fields=("instrument", "form_order", "language", "content"))
    return text


@action("battery.withdraw_text")
def withdraw_text(*, text: ItemText, by: Any, at: datetime) -> ItemText:
    """Begin no more sittings with it; what has begun is finished with it."""
    text.withdrawn_at = at
    text.save(update_fields=["withdrawn_at"])
    tell(text, fields=("withdrawn_at",))
    return text
