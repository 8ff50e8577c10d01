"""A sentence of a system upstream beside ours, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desist.casework.people.models import Nation, Order, Requirement
from desist.casework.upstream.queries.difference import COMPARED, Difference

CODES: Mapping[str, Any] = {"order": Order, "requirement": Requirement, "nation": Nation}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One sentence: whether we hold it, and what differs, as label, theirs and ours."""

    title: str
    is_held: bool
    rows: Sequence[tuple[str, str, str]]


def in_words(difference: Difference) -> Said:
    """A difference as a page shows it: all of it where we lack the sentence."""
    theirs, ours = difference.theirs, difference.ours
    labels = _labels()
    return Said(
        title=str(Order(theirs.order).label),
        is_held=ours is not None,
        rows=[
            (
                labels[name],
                _value(name, getattr(theirs, name)),
                _value(name, getattr(ours, name)) if ours else "",
            )
            for name in (difference.fields or COMPARED)
        ],
    )


def _labels() -> dict[str, str]:
    return {
        "order": _("Order"),
        "requirement": _("What asks for a programme"),
        "number": _("Number"),
        "nation": _("Nation"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "terminated_on": _("Ended early on"),
    }


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return _("none")
    if name in CODES:
        return str(CODES[name](value).label)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
