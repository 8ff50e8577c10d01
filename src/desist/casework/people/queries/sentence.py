"""What somebody is supervised under, and what can be asked of them, on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desist.casework.people.models import Person, Requirement, Sentence


def sentences_of(person: Person) -> Sequence[Sentence]:
    """Every sentence of somebody, the one that began last first."""
    return list(Sentence._base_manager.filter(person=person).order_by("-begins_on", "-pk"))


def sentence_in_force(person: Person, on: date) -> Sentence | None:
    """What somebody is supervised under on a day, whether or not it asks for a programme."""
    return _foremost([each for each in sentences_of(person) if each.in_force_on(on)])


def requirement_in_force(person: Person, on: date) -> Sentence | None:
    """The sentence whose requirement or condition holds on a day; None: nobody can be held to it.

    Where there are several, the one that names a programme, then the one that lasts longest.
    """
    holding = [each for each in sentences_of(person) if each.in_force_on(on)]
    return _foremost([each for each in holding if each.is_enforceable])


def nation_on(person: Person, on: date) -> str | None:
    """Whose law holds for somebody on a day: that of the sentence, or of the latest before it."""
    held = sentence_in_force(person, on)
    earlier = [each for each in sentences_of(person) if each.begins_on <= on]
    return held.nation if held else earlier[0].nation if earlier else None


def _foremost(sentences: Sequence[Sentence]) -> Sentence | None:
    return max(
        sentences,
        key=lambda each: (
            each.requirement == Requirement.PROGRAMME_REQUIREMENT,
            each.is_enforceable,
            each.ends_on or date.max,
            each.pk,
        ),
        default=None,
    )
