"""What delivery must adapt to, and what the screen for learning disabilities came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desist.casework.people.models import (
    Arrangement,
    LearningScreen,
    Person,
    Responsivity,
    Welsh,
)
from desist.casework.rules.queries import site_adoptions, the_catalogue
from desist.programme.learning_screen import LearningScreenRule
from desist.programme.learning_screen import screen_learning as judge

RULE = "ldc-screen"


def learning_rule(on: date) -> LearningScreenRule:
    """The rule for the screen that is in force on a day.

    Raises:
        NotInForce: none is.
    """
    catalogue = the_catalogue()
    return catalogue.in_force(LearningScreenRule, RULE, on=on, adoptions=site_adoptions())


def judge_score(score: int, *, on: date) -> tuple[str, str]:
    """What a score comes to, and by which rule and version."""
    rule = learning_rule(on)
    return judge(score=score, rule=rule).outcome, f"{rule.id} v{rule.version}"


def screens_of(person: Person) -> Sequence[LearningScreen]:
    """Every screen and every judgement over one, the latest first."""
    held = LearningScreen._base_manager.filter(person=person)
    return list(held.order_by("-screened_on", "-pk"))


def standing_screen(screens: Sequence[LearningScreen]) -> LearningScreen | None:
    """The one that counts: the latest human judgement, else the latest score."""
    judged = next((each for each in screens if each.overrides), None)
    return judged or next(iter(screens), None)


def learning_screen_of(person: Person) -> str | None:
    """``positive``, ``negative``, or None where nobody was screened."""
    held = standing_screen(screens_of(person))
    return held.outcome if held else None


def responsivity_of(person: Person) -> Responsivity | None:
    """What was stated; None where nobody asked yet."""
    return Responsivity._base_manager.filter(person=person).order_by("pk").first()


def arrangement_of(person: Person) -> Arrangement | None:
    """What was stated; None where nobody asked yet."""
    return Arrangement._base_manager.filter(person=person).order_by("pk").first()


def language_of(person: Person) -> str:
    """In which language of the service somebody wishes to be written and spoken to."""
    held = arrangement_of(person)
    return "cy" if held is not None and held.welsh == Welsh.WELSH else "en-gb"


def free_parts(arrangement: Arrangement) -> frozenset[str]:
    """The parts of the week in which somebody is free, as scheduling names them."""
    return frozenset(each.replace("_", " ") for each in arrangement.available.split())
