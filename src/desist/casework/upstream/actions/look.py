"""Keeping what systems upstream said; and putting what one says on our record, by a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.actions import change_sentence, record_sentence
from desist.casework.people.models import Person, Sentence, Source, Termination
from desist.casework.upstream.asking import Heard
from desist.casework.upstream.interface import UpstreamSentence
from desist.casework.upstream.models import Look
from desist.casework.upstream.queries.difference import differences_of


class TakenOver(ValueError):
    """What was to be taken over agrees with the record by now, or was never said."""


@action("upstream.look", on="person", kind=Kind.COLLECTION)
def keep_looks(*, person: Person, heard: Sequence[Heard], by: Any, at: datetime) -> list[Look]:
    """Keep what each system said, also that it said nothing."""
    looks = [
        Look(
            person=person,
            system=each.system,
            asked_at=at,
            outcome=each.outcome.value,
            why=each.why,
            content=json.dumps(asdict(each.case), default=date.isoformat) if each.case else None,
        )
        for each in heard
    ]
    for look in looks:
        look.save(force_insert=True)
    tell(person, *looks, fields=("content",))
    return looks


@action("upstream.take_over", on="look", kind=Kind.COLLECTION)
def take_over(*, look: Look, sentence: UpstreamSentence, by: Any, at: datetime) -> Sentence:
    """Record a sentence as a system upstream has it, or correct ours; its source says whence.

    Raises:
        TakenOver: nothing differs any more.
        StaleVersion: somebody else corrected ours in between.
    """
    found = [each for each in differences_of(look) if each.theirs == sentence]
    if not found:
        raise TakenOver
    ours, values = found[0].ours, _values(sentence)
    if ours is None:
        return record_sentence(person=look.person, values=values, by=by, at=at)
    return change_sentence(sentence=ours, read_version=ours.version, values=values, by=by, at=at)


def _values(sentence: UpstreamSentence) -> dict[str, Any]:
    ended = Termination.OTHER.value if sentence.terminated_on else ""
    return asdict(sentence) | {"terminated_because": ended, "source": Source.CASE_MANAGEMENT.value}
