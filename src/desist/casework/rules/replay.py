"""Replay: a stored decision judged again, under the rules of then and under those of today.

Compared are the outcome and the codes of the reasons. Old data is replayed by old data; where the
software itself has changed since, the replay says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import desist
from desist.casework.rules.stored_decision import StoredDecision, rules_of
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue, NotHeld
from desist.programme.decision import Decision
from desist.programme.entry import Adoption

Judge = Callable[[str, Catalogue, Adoptions, date], Decision]
"""Judges the case (as text) under a catalogue, adoptions and a day."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is compared: the outcome, and the codes of the reasons in their order."""

    outcome: str
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """One decision as stored, judged again as then, and judged by today's rules.

    ``then`` is None where a rule of then is gone or its file was changed; ``lost`` names those.
    """

    stored: Answer
    then: Answer | None
    today: Answer | None
    lost: tuple[str, ...]
    engine: str
    """The version of the software that decided."""

    @property
    def is_repeated(self) -> bool:
        """Whether judging as then gives the same outcome for the same reasons."""
        return self.then == self.stored

    @property
    def is_same_today(self) -> bool:
        """Whether today's rules give the same outcome for the same reasons."""
        return self.today == self.stored

    @property
    def engine_changed(self) -> bool:
        """Whether another version of the software decided than the one that is here."""
        return self.engine != desist.__version__


def replay(
    stored: StoredDecision, *, judge: Judge, catalogue: Catalogue, adoptions: Adoptions, today: date
) -> Replay:
    """Judge the case of a stored decision again, as then and as today."""
    kept = stored.kept
    lost = lost_rules(stored, catalogue)
    then = None
    if not lost:
        held = catalogue_of(kept, catalogue)
        then = _answer(judge, kept["case"], held, adoptions_of(kept), stored.decided_on)
    return Replay(
        stored=answer_of(kept["decision"]),
        then=then,
        today=_answer(judge, kept["case"], catalogue, adoptions, today),
        lost=lost,
        engine=stored.engine,
    )


def answer_of(decision: dict[str, Any]) -> Answer:
    """What is compared of a decision that was kept as plain values."""
    codes = tuple(each["code"] for each in decision["reasons"])
    return Answer(outcome=decision["outcome"], codes=codes)


def lost_rules(stored: StoredDecision, catalogue: Catalogue) -> tuple[str, ...]:
    """The rules of a decision that are not here any more as they were."""
    here = {(each.id, each.version): each.sha256 for each in catalogue.entries}
    used = rules_of(stored)
    return tuple(
        f"{id_} v{version}"
        for (id_, version), sha256 in used.items()
        if here.get((id_, version)) != sha256
    )


def catalogue_of(kept: dict[str, Any], catalogue: Catalogue) -> Catalogue:
    """The catalogue without what came later, though it may be in force for an earlier day."""
    held = {(id_, version) for id_, versions in kept["held"].items() for version in versions}
    entries = tuple(each for each in catalogue.entries if (each.id, each.version) in held)
    return replace(catalogue, entries=entries)


def adoptions_of(kept: dict[str, Any]) -> Adoptions:
    """The adoptions of the site as they stood."""
    given = kept["adoptions"]
    return Adoptions(
        adoption=tuple(
            Adoption(**each | {"on": date.fromisoformat(each["on"])}) for each in given["adoption"]
        ),
        everything=given["everything"],
    )


def _answer(
    judge: Judge, case: str, catalogue: Catalogue, adoptions: Adoptions, on: date
) -> Answer | None:
    try:
        decision = judge(case, catalogue, adoptions, on)
    except NotHeld:
        return None
    codes = tuple(each.code for each in decision.reasons)
    return Answer(outcome=decision.outcome, codes=codes)
