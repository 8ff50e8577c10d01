"""Recording a sentence with its requirement or condition, and correcting or ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person, Sentence
from desist.casework.people.period import check_order
from desist.casework.records.editable import amend, as_amended, insert, values_of


@action("people.record_sentence", on="person", kind=Kind.COLLECTION, told=_("Sentence recorded"))
def record_sentence(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> Sentence:
    """A sentence, and what in it asks for a programme.

    Raises:
        DatesOutOfOrder: it ends before it begins.
    """
    sentence = Sentence(person=person, **values)
    _check(sentence)
    insert(sentence, by=by, at=at)
    tell(sentence, person, fields=tuple(values_of(sentence)))
    return sentence


@action("people.change_sentence", on="sentence", told=_("Sentence corrected"))
def change_sentence(
    *, sentence: Sentence, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Sentence:
    """Correct a sentence, or say that it was terminated and why.

    Raises:
        StaleVersion: somebody else saved in between.
        DatesOutOfOrder: it would end before it begins.
    """
    _check(as_amended(sentence, values))
    changed = amend(sentence, read_version=read_version, values=values, by=by, at=at)
    tell(sentence, sentence.person, fields=changed)
    return sentence


def _check(sentence: Sentence) -> None:
    check_order(sentence.begins_on, sentence.ends_on)
    check_order(sentence.begins_on, sentence.terminated_on)
