"""Where a system upstream says otherwise than our record of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desist.casework.people.models import Sentence
from desist.casework.people.queries import sentences_of
from desist.casework.upstream.interface import UpstreamSentence
from desist.casework.upstream.models import Look

COMPARED = ("order", "requirement", "number", "nation", "begins_on", "ends_on", "terminated_on")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A sentence of theirs that ours lacks or has otherwise; ``fields`` are those that differ."""

    theirs: UpstreamSentence
    ours: Sentence | None
    fields: tuple[str, ...]


def differences_of(look: Look) -> Sequence[Difference]:
    """Every sentence of an answer that our record does not hold as it is said there."""
    ours = list(sentences_of(look.person))
    found = []
    for theirs in look.sentences:
        same = _same(theirs, ours)
        fields = tuple(
            name for name in COMPARED if same and getattr(theirs, name) != getattr(same, name)
        )
        if same is None or fields:
            found.append(Difference(theirs=theirs, ours=same, fields=fields))
    return found


def _same(theirs: UpstreamSentence, ours: Sequence[Sentence]) -> Sentence | None:
    """Ours of the same number; where it has none, of the same order and first day."""
    for each in ours:
        if theirs.number and each.number == theirs.number:
            return each
    for each in ours:
        if not (theirs.number and each.number) and (each.order, each.begins_on) == (
            theirs.order,
            theirs.begins_on,
        ):
            return each
    return None
