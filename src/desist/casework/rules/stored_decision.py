"""Stored decision: a judgement kept whole, encrypted, by which rules, and never changed again.

The apps of the journey extend it with whom it is about. What is kept is enough to judge again: the
case as it was known, the rules that were there, and the adoptions of the site on that day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import QuerySet

from desist.casework.records.encrypted_text import EncryptedText
from desist.casework.records.record import Record
from desist.catalogue.adoption_file import Adoptions
from desist.catalogue.collection import Catalogue
from desist.programme.decision import Decision, plain


class Immutable(RuntimeError):
    """Something tried to change what was decided: a new decision is made instead."""


class StoredDecision(Record):
    """One judgement as it was made. ``rules`` is a key for searching: ``rm2000@1#<sha256> ...``."""

    question = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40)
    rules = models.TextField()
    engine = models.CharField(max_length=40)
    decided_on = models.DateField()
    by = models.UUIDField()
    at = models.DateTimeField()
    record = EncryptedText()
    """JSON: ``decision``, ``grounds``, ``case``, ``adoptions``, ``held``."""

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **given: Any) -> None:
        """Write it once.

        Raises:
            Immutable: it is written already.
        """
        if not self._state.adding:
            raise Immutable(self.reference)
        super().save_base(*args, **given)

    @property
    def kept(self) -> dict[str, Any]:
        """All that was kept."""
        return json.loads(self.record)

    @property
    def decision(self) -> dict[str, Any]:
        """The judgement itself as plain values."""
        return self.kept["decision"]


def values_of_decision(
    decision: Decision,
    *,
    grounds: Iterable[Decision] = (),
    case: str,
    catalogue: Catalogue,
    adoptions: Adoptions,
) -> dict[str, Any]:
    """The columns in which a judgement is kept. ``case`` is the case as text.

    ``grounds`` are the other judgements that it stands on; their rules are kept with its own.
    """
    stood_on = list(grounds)
    rules = {
        (each.id, each.version): each.sha256
        for one in (decision, *stood_on)
        for each in (*one.rules, *one.awaiting)
    }
    kept = {
        "decision": plain(decision),
        "grounds": [plain(each) for each in stood_on],
        "case": case,
        "adoptions": plain(adoptions),
        "held": _versions(catalogue),
    }
    return {
        "question": decision.question,
        "outcome": decision.outcome,
        "engine": decision.engine,
        "rules": " ".join(
            f"{id_}@{version}#{sha256}" for (id_, version), sha256 in sorted(rules.items())
        ),
        "record": json.dumps(kept, ensure_ascii=False, sort_keys=True),
    }


def _versions(catalogue: Catalogue) -> Mapping[str, list[int]]:
    held: dict[str, list[int]] = {}
    for each in catalogue.entries:
        held.setdefault(each.id, []).append(each.version)
    return held


def resting_on(query: QuerySet[Any], rule: str) -> QuerySet[Any]:
    """Those stored decisions that rest on any version of a rule."""
    begins = models.Q(rules__startswith=f"{rule}@")
    return query.filter(begins | models.Q(rules__contains=f" {rule}@"))


def rules_of(stored: StoredDecision) -> dict[tuple[str, int], str]:
    """The hash of each rule that it rests on, by id and version."""
    found = {}
    for each in stored.rules.split():
        name, sha256 = each.split("#")
        id_, version = name.rsplit("@", 1)
        found[id_, int(version)] = sha256
    return found
