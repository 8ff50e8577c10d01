"""Notice: a stored decision in plain words, for the person decided about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desist.casework.pages.speech import speech
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import NoWording, Words, words_of
from desist.programme.decision import Reason
from desist.programme.entry import Grade


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What was decided, why, what was not known, and what would have to be different."""

    question: str
    outcome: str
    decided_on: date
    because: tuple[str, ...]
    missing: tuple[str, ...]
    would_change: tuple[str, ...]


def notice_of(record: Mapping[str, Any], *, outcome: str, decided_on: date) -> Notice:
    """The notice of a decision from its record. ``outcome`` is what a person ruled in the end."""
    said = speech()
    changes = tuple(
        " ".join(
            f"{said.fact(each['fact'])}: {said.shown(each['instead'])} ({said.shown(each['now'])})"
            for each in one["changes"]
        )
        + f" → {said.term(one['outcome'])}"
        for one in record["would_change"]
    )
    return Notice(
        question=said.question(record["question"]),
        outcome=said.term(outcome),
        decided_on=decided_on,
        because=tuple(sentences_of(record)),
        missing=tuple(said.fact(each) for each in record["missing"]),
        would_change=changes,
    )


def sentences_of(record: Mapping[str, Any]) -> list[str]:
    """The reasons of a decision as sentences; a code that nobody words any more, as it is."""
    return [_sentence(each) for each in record["reasons"]]


def _sentence(kept: Mapping[str, Any]) -> str:
    given = {**kept, "grade": Grade(kept["grade"])}
    try:
        return _words().reason(Reason(**given))
    except NoWording:
        return str(kept["code"])


@cache
def _words() -> Words:
    return words_of(the_catalogue())
