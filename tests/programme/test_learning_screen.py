"""The screen for learning disabilities and challenges: flagged from the printed limit on."""

from dataclasses import replace
from datetime import date

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.entry import Grade
from desist.programme.learning_screen import LearningScreenRule, screen_learning

(RULE,) = load_catalogue().of_kind(LearningScreenRule)


@pytest.mark.parametrize(("score", "outcome"), [(0, "negative"), (2, "negative"),
                                                (3, "positive"), (9, "positive")])  # fmt: skip
def test_a_score_is_flagged_from_three_on_as_the_services_code_has_it(score, outcome):
    decision = screen_learning(score=score, rule=RULE)

    assert decision.outcome == outcome
    assert decision.reasons[0].code == f"learning_screen.{outcome}"
    assert decision.reasons[0].values == {"score": score, "limit": 3}
    assert decision.rules[0].id == "ldc-screen"


def test_without_a_score_nothing_is_decided_and_what_is_missing_is_named():
    decision = screen_learning(score=None, rule=RULE)

    assert decision.outcome == "cannot_decide"
    assert decision.missing == ("public_protection.learning_disability_screen",)
    assert not decision.reasons


def test_an_authored_rule_awaits_its_adoption():
    decision = screen_learning(score=5, rule=replace(RULE, grade=Grade.AUTHORED))

    assert decision.outcome == "awaiting_adoption"
    assert [each.id for each in decision.awaiting] == ["ldc-screen"]


def test_a_limit_that_every_score_reaches_is_a_fault():
    faulty = replace(RULE, positive_from=0, in_force_until=date(2030, 1, 1))

    assert [each.path for each in faulty.faults()] == ["positive_from"]
