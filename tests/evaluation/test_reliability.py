"""Reliability. Oracles: R's psych 2.2.9 and factanal, invented answers (oracles/reliability.R)."""

import numpy as np
import pytest

from desist.evaluation.reliability import reliability
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

NAMES = [f"item_{n}" for n in range(1, 7)]
ANSWERS = np.array(
    [[np.nan if row[name] is None else row[name] for name in NAMES]
     for row in oracle.rows("reliability_answers")]
)  # fmt: skip
REVERSED = ("item_3", "item_6")
RULES = ("listwise", "pairwise")


@pytest.fixture(scope="module")
def results():
    return {
        rule: reliability(ANSWERS, names=NAMES, reverse=REVERSED, bounds=(0, 4), missing=rule)
        for rule in RULES
    }


@pytest.fixture(scope="module")
def theirs():
    return {(row["rule"], row["name"]): row["value"] for row in oracle.rows("reliability")}


@pytest.mark.parametrize("rule", RULES)
def test_alpha_and_omega_agree_with_r(results, theirs, rule):
    found = results[rule]

    assert found.alpha.estimate == pytest.approx(theirs[rule, "alpha"], rel=1e-12)
    assert found.standardised_alpha == pytest.approx(theirs[rule, "std"], rel=1e-12)
    assert found.omega.estimate == pytest.approx(theirs[rule, "omega"], rel=1e-5)


def test_feldts_interval_agrees_with_psych(results, theirs):
    alpha = results["listwise"].alpha

    assert (alpha.low, alpha.high) == pytest.approx(
        (theirs["listwise", "low"], theirs["listwise", "high"]), rel=1e-10
    )


@pytest.mark.parametrize("rule", RULES)
def test_items_agree_with_r(results, theirs, rule):
    for n, item in enumerate(results[rule].items, start=1):
        assert item.alpha_without == pytest.approx(theirs[rule, f"drop{n}"], rel=1e-12)
        assert item.item_rest == pytest.approx(theirs[rule, f"rest{n}"], rel=1e-12)
        assert item.mean == pytest.approx(theirs[rule, f"mean{n}"], rel=1e-12)
        assert item.loading == pytest.approx(theirs[rule, f"loading{n}"], abs=2e-5)


def test_the_rule_for_missing_answers_is_named_and_changes_the_figure(results):
    listwise, pairwise = results["listwise"], results["pairwise"]

    assert listwise.alpha.estimate != pytest.approx(pairwise.alpha.estimate, abs=1e-3)
    assert "listwise" in listwise.alpha.method
    assert (listwise.missing_rule, pairwise.missing_rule) == RULES
    assert any("14 of 120" in each for each in listwise.warnings)


def test_the_error_of_measurement_is_what_alpha_leaves(results):
    found = results["listwise"]
    expected = found.scale_sd * (1 - found.alpha.estimate) ** 0.5

    assert found.standard_error_of_measurement == pytest.approx(expected)


def test_an_item_that_goes_against_the_others_is_told():
    found = reliability(ANSWERS, names=NAMES)

    assert any("item_3 goes against the others" in each for each in found.warnings)


def test_ends_guessed_from_the_data_are_told():
    found = reliability(ANSWERS, names=NAMES, reverse=REVERSED)

    assert any("answers seen, not known" in each for each in found.warnings)


@pytest.mark.parametrize(
    ("answers", "asked", "name"),
    [
        (ANSWERS[:, :1], {"names": ["item_1"]}, "too_few_items"),
        (ANSWERS[:2], {"names": NAMES}, "too_few_people"),
        (np.column_stack([ANSWERS[:, 0], np.ones(120)]), {"names": ["a", "b"]}, "constant_item"),
        (ANSWERS, {"names": NAMES, "reverse": ["item_9"]}, "no_item"),
        (ANSWERS, {"names": NAMES, "reverse": ["item_1"], "bounds": (1, 3)}, "outside_bounds"),
    ],
)
def test_what_cannot_be_is_refused_by_name(answers, asked, name):
    with pytest.raises(UnusableData) as caught:
        reliability(answers, **asked)

    assert caught.value.name == name
