"""Talk it through: what goes well and what to work on, in a participant's words.

Nothing of static risk, of points or of deviance is asked for here, so none of it can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desist.casework.assessment.queries.case import assess
from desist.casework.people.queries import language_of
from desist.casework.referrals.models import Referral
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.words import Words, words_of
from desist.programme.treatment_need import TreatmentNeed

DEFAULT = "en"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One thing to talk about, and a question to begin with."""

    title: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Talk:
    """The page: in which language, and what stands on it."""

    language: str
    wished: str
    """The language that the person asked for; the page is in another where it is not held."""
    words: Words
    going_well: Sequence[Topic]
    to_work_on: Sequence[Topic]

    def say(self, code: str) -> str:
        """A fixed sentence of the page."""
        return self.words.term(f"talk.{code}")


def talk_of(referral: Referral, *, on: date) -> Talk:
    """The page for a referral, from its needs and nothing else."""
    needs = assess(referral, on=on).battery.needs.needs
    wished = language_of(referral.person)[:2]
    words = words_of(the_catalogue(), language=wished)
    is_held = "talk.title" in words.terms
    words = words if is_held else words_of(the_catalogue(), language=DEFAULT)
    return Talk(
        language=wished if is_held else DEFAULT,
        wished=wished,
        words=words,
        going_well=list(_topics(needs, words, well=True)),
        to_work_on=list(_topics(needs, words, well=False)),
    )


def _topics(needs: Sequence[TreatmentNeed], words: Words, *, well: bool) -> Iterator[Topic]:
    """Needs that something speaks for; as going well, those of which something speaks against."""
    for need in needs:
        looked_at = any(each.kind in ("scale", "rating") for each in need.evidence)
        goes_well = need.strength == "none" and looked_at
        if (goes_well if well else need.strength != "none") and f"talk.{need.id}" in words.terms:
            question = words.terms[f"talk.{need.id}.question"]
            yield Topic(title=words.terms[f"talk.{need.id}"], question=question)
