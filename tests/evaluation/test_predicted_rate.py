"""Evidence against a predicted rate.

The witness is the definition in plain Python; validity is checked by summing over the Poisson law.
"""

from math import exp, factorial, log

import numpy as np
import pytest

from desist.evaluation.predicted_rate import Counts, predicted_rate
from desist.evaluation.unusable_data import UnusableData

GRID = [-1.5 + 0.025 * n for n in range(121)]


def counts(observed, expected, **limits):
    held = {name: np.array(each, float) for name, each in limits.items()}
    return Counts(
        look=np.arange(1.0, len(observed) + 1),
        observed=np.array(observed, float),
        expected=np.array(expected, float),
        **held,
    )


def by_hand(observed, expected, points, null):
    weights = [exp(-0.5 * (b / 0.35) ** 2) for b in points]
    bets = [exp(observed * (b - log(null)) - expected * (exp(b) - null)) for b in points]
    return sum(w * bet for w, bet in zip(weights, bets, strict=True)) / sum(weights)


def test_every_e_value_is_the_mixture_of_its_definition():
    found = predicted_rate(counts([2, 5, 4], [4, 6, 8]), claims=(0.39,)).evidence

    assert found.two_sided.estimate == pytest.approx(by_hand(11, 18, GRID, 1), rel=1e-10)
    down = [b for b in GRID if b < -1e-9]
    assert found.benefit.estimate == pytest.approx(by_hand(11, 18, down, 1), rel=1e-10)
    above = [b for b in GRID if b > log(0.39)]
    assert found.claims[0].estimate == pytest.approx(by_hand(11, 18, above, 0.39), rel=1e-10)


def test_the_expectation_under_the_claim_is_one():
    mean = 0.5 * 6
    total = sum(
        exp(-mean) * mean**k / factorial(k)
        * predicted_rate(counts([k], [6]), claims=(0.5,)).evidence.claims[0].estimate
        for k in range(60)
    )  # fmt: skip

    assert total == pytest.approx(1, rel=1e-8)


def test_the_tipping_factor_leaves_the_evidence_at_the_threshold():
    first = predicted_rate(counts([30, 35], [20, 20]), claims=(0.5,))
    tipping = first.sensitivity.tipping_factor

    again = predicted_rate(counts([30, 35], [20 * tipping.harm, 20 * tipping.harm]))
    assert tipping.harm > 1
    assert again.evidence.harm.estimate == pytest.approx(20, rel=1e-6)
    assert tipping.claims[0] > tipping.harm
    assert tipping.benefit is None


def test_a_benefit_tips_when_fewer_were_to_be_expected():
    tipping = predicted_rate(counts([8], [40])).sensitivity.tipping_factor

    assert tipping.benefit < 1


def test_the_predictors_own_limits_give_the_evidence_at_each():
    result = predicted_rate(counts([8], [20], low=[12], high=[30]), claims=(0.39,))
    low, high = result.sensitivity.if_expected_low, result.sensitivity.if_expected_high

    assert low.benefit.estimate < result.evidence.benefit.estimate < high.benefit.estimate
    assert low.benefit.estimate == predicted_rate(counts([8], [12])).evidence.benefit.estimate
    assert not any("own error" in each for each in result.warnings)


def test_without_limits_the_result_says_so_and_that_there_is_no_comparison():
    warnings = predicted_rate(counts([8], [20])).warnings

    assert any("own error is not given" in each for each in warnings)
    assert any("no comparison group" in each for each in warnings)


def test_the_ratio_is_observed_over_expected():
    assert predicted_rate(counts([3, 5], [7, 9])).ratio.estimate == pytest.approx(0.5, rel=1e-6)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (counts([1.5], [2]), "impossible_count"),
        (counts([1], [0]), "nothing_expected"),
        (counts([1], [2], low=[3], high=[4]), "impossible_limit"),
        (Counts(look=np.ones(2), observed=np.ones(2), expected=np.ones(2)), "look_twice"),
    ],
)
def test_what_cannot_be_is_refused_by_name(given, name):
    with pytest.raises(UnusableData) as caught:
        predicted_rate(given)

    assert caught.value.name == name
