"""A stored decision said in words: the component that shows decisions takes it so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import NoWording, Words, words_of
from desist.programme.decision import Reason
from desist.programme.entry import Grade


def spoken(decision: Mapping[str, Any]) -> dict[str, Any]:
    """The decision with each reason in today's words; the code, where no words are left."""
    words = words_of(the_catalogue())
    reasons = [{**each, "text": _text(each, words)} for each in decision["reasons"]]
    rules = [_dated(each) for each in decision["rules"]]
    return {**decision, "reasons": reasons, "rules": rules}


def _text(reason: Mapping[str, Any], words: Words) -> str:
    given = {**reason, "grade": Grade(reason["grade"])}
    try:
        return words.reason(Reason(**given))
    except NoWording:
        return reason["code"]


def _dated(rule: Mapping[str, Any]) -> dict[str, Any]:
    on = rule["adopted_on"]
    return {**rule, "adopted_on": date.fromisoformat(on) if on else None}
