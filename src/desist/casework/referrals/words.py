"""Words: what the flow, the offence tables and the judgements say, as text for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from desist.casework.pages.environment import day as day_in_words
from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import Status
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import Words, words_of
from desist.programme.decision import Reason

LABELS = dict(Status.choices)


def words() -> Words:
    """The wording of the catalogue."""
    return words_of(the_catalogue())


def said(reasons: Iterable[Reason]) -> list[str]:
    """Each reason as a sentence, statuses and days in the words of the pages."""
    held = words()
    return [held.reason(_plainly(each)) for each in reasons]


def reason_texts(on: date) -> Mapping[str, str]:
    """The text of each coded reason of the flow."""
    return {each.id: each.text for each in flow_on(on).reason}


def _plainly(each: Reason) -> Reason:
    shown = {name: _shown(value) for name, value in each.values.items()}
    return replace(each, values=shown)


def _shown(value: object) -> object:
    if isinstance(value, str) and value in LABELS:
        return str(LABELS[value])
    try:
        return day_in_words(date.fromisoformat(str(value)))
    except ValueError:
        return value
