"""Evidence as events come in.

The witness is the definition, written again in plain Python for a few rows; what makes an e-value
valid (an expectation of at most 1) is checked by enumerating every outcome of a batch.
"""

from math import comb, exp, log

import numpy as np
import pytest

from desist.evaluation.evidence import Wager
from desist.evaluation.sequential import Batches, sequential
from desist.evaluation.unusable_data import UnusableData

ROWS = [
    (1, "a", 2, 1, 150, 300),
    (2, "a", 3, 2, 148, 299),
    (2, "b", 4, 3, 160, 310),
    (3, "a", 3, 1, 145, 297),
    (3, "b", 4, 3, 156, 307),
    (4, "b", 6, 4, 152, 304),
]


def batches(rows, strata=True):
    look, stratum, *counts = zip(*rows, strict=True)
    treated, control, at_risk_treated, at_risk_control = (np.array(each, float) for each in counts)
    return Batches(
        look=np.array(look, float),
        stratum=np.array(stratum) if strata else None,
        events_treated=treated,
        events_control=control,
        at_risk_treated=at_risk_treated,
        at_risk_control=at_risk_control,
    )


def by_hand(rows, points, null):
    """The mixture of likelihood ratios over these log ratios, from its definition."""
    weights = [exp(-0.5 * (b / 0.35) ** 2) for b in points]
    total = 0.0
    for b, weight in zip(points, weights, strict=True):
        product = 1.0
        for _, _, treated, control, n, m in rows:
            p, q = (n * h / (n * h + m) for h in (exp(b), null))
            product *= (p / q) ** treated * ((1 - p) / (1 - q)) ** control
        total += weight * product
    return total / sum(weights)


GRID = [-1.5 + 0.025 * n for n in range(121)]


def test_every_e_value_is_the_mixture_of_its_definition():
    found = sequential(batches(ROWS), claims=(0.39, 1.1)).evidence

    assert found.two_sided.estimate == pytest.approx(by_hand(ROWS, GRID, 1), rel=1e-10)
    up = [b for b in GRID if b > 1e-9]
    assert found.harm.estimate == pytest.approx(by_hand(ROWS, up, 1), rel=1e-10)
    down = [b for b in GRID if b < -1e-9]
    assert found.benefit.estimate == pytest.approx(by_hand(ROWS, down, 1), rel=1e-10)
    for n, claim in enumerate((0.39, 1.1)):
        above = [b for b in GRID if b > log(claim)]
        assert found.claims[n].estimate == pytest.approx(by_hand(ROWS, above, claim), rel=1e-10)


def expectation(hazard_ratio, of, **asked):
    """The expected e-value of one batch of eight events, over every way they could fall."""
    n, m, events = 150, 300, 8
    p = n * hazard_ratio / (n * hazard_ratio + m)
    total = 0.0
    for treated in range(events + 1):
        chance = comb(events, treated) * p**treated * (1 - p) ** (events - treated)
        one = batches([(1, "a", treated, events - treated, n, m)])
        total += chance * of(sequential(one, **asked).evidence).estimate
    return total


@pytest.mark.parametrize(
    ("hazard_ratio", "of"),
    [(1, lambda e: e.two_sided), (1, lambda e: e.harm), (1, lambda e: e.benefit),
     (0.39, lambda e: e.claims[0])],
)  # fmt: skip
def test_the_expectation_under_the_hypothesis_is_one(hazard_ratio, of):
    assert expectation(hazard_ratio, of, claims=(0.39,)) == pytest.approx(1, rel=1e-10)


@pytest.mark.parametrize(
    ("hazard_ratio", "of"),
    [(0.7, lambda e: e.harm), (1.4, lambda e: e.benefit), (0.3, lambda e: e.claims[0])],
)
def test_it_is_below_one_everywhere_else_in_the_hypothesis(hazard_ratio, of):
    assert expectation(hazard_ratio, of, claims=(0.39,)) < 1


def test_events_drawn_without_replacement_make_the_evidence_no_bolder():
    """With a ratio of 1 the exact law within a batch is hypergeometric."""
    n, m, events = 6, 10, 5
    total = 0.0
    for treated in range(events + 1):
        chance = comb(n, treated) * comb(m, events - treated) / comb(n + m, events)
        one = batches([(1, "a", treated, events - treated, n, m)])
        total += chance * sequential(one).evidence.harm.estimate

    assert total < 1


def test_earlier_looks_do_not_change_when_later_ones_come_in():
    whole = sequential(batches(ROWS), claims=(0.5,))
    part = sequential(batches([row for row in ROWS if row[0] <= 2]), claims=(0.5,))

    assert part.looks == whole.looks[:2]


def test_the_order_of_rows_does_not_matter():
    assert sequential(batches(ROWS[::-1])).evidence.harm.estimate == pytest.approx(
        sequential(batches(ROWS)).evidence.harm.estimate, rel=1e-12
    )


def test_the_thresholds_name_the_first_look_that_reached_them():
    found = sequential(batches(ROWS))

    assert (found.evidence.harm.warned_at, found.evidence.harm.verdict_at) == (3, 4)
    assert found.looks[2].harm < 20 <= found.looks[3].harm


def test_unrandomised_evidence_is_a_signal_and_proves_nothing():
    found = sequential(batches(ROWS), claims=(0.39,))

    assert found.evidence.harm.says == "harm signal (since look 4)"
    assert found.evidence.claims[0].says.startswith("claim inconsistent with the data")
    assert any("not randomised" in each for each in found.warnings)
    assert "prove" not in found.evidence.harm.says


def test_the_interval_holds_the_ratios_that_the_evidence_does_not_refute():
    result = sequential(batches(ROWS))
    low, high = result.hazard_ratio.low, result.hazard_ratio.high

    assert low < result.hazard_ratio.estimate < high
    for edge in (low, high):
        assert by_hand(ROWS, GRID, edge) == pytest.approx(20, rel=1e-6)


def test_the_ratio_that_fits_best_solves_the_score_equation():
    ratio = sequential(batches(ROWS)).hazard_ratio.estimate
    expected = sum((t + c) * n * ratio / (n * ratio + m) for _, _, t, c, n, m in ROWS)

    assert expected == pytest.approx(sum(row[2] for row in ROWS), rel=1e-7)


def test_no_events_are_no_evidence_and_no_ratio():
    result = sequential(batches([(1, "a", 0, 0, 20, 30)]))

    assert result.evidence.harm.estimate == pytest.approx(1)
    assert result.hazard_ratio.estimate is None
    assert result.hazard_ratio.warnings


def test_events_in_one_group_alone_set_no_bound_on_that_side():
    ratio = sequential(batches([(1, "a", 20, 0, 400, 400)])).hazard_ratio

    assert (ratio.estimate, ratio.high) == (None, None)
    assert ratio.low > 1


def test_a_batch_with_one_group_at_risk_says_nothing_and_is_told():
    alone = (5, "c", 7, 0, 40, 0)
    with_it, without = sequential(batches([*ROWS, alone])), sequential(batches(ROWS))

    assert with_it.evidence.harm.estimate == pytest.approx(without.evidence.harm.estimate)
    assert any("7 events say nothing" in each for each in with_it.warnings)


def test_overwhelming_evidence_stays_a_number():
    rows = [(n, "a", 400, 0, 1000, 1000) for n in range(1, 9)]

    assert sequential(batches(rows), claims=(0.1,)).evidence.claims[0].estimate < float("inf")


@pytest.mark.parametrize(
    ("rows", "asked", "name"),
    [
        ([(1, "a", 2, 1, 1, 9)], {}, "impossible_count"),
        ([(1, "a", 0.5, 1, 9, 9)], {}, "impossible_count"),
        ([(1, "a", -1, 1, 9, 9)], {}, "impossible_count"),
        ([(1, "a", 0, 1, 9, 9)] * 2, {}, "look_twice"),
        ([(1, "a", 0, 1, 9, 0), (1, "b", 0, 0, 0, 9)], {}, "impossible_count"),
        ([(1, "a", 0, 0, 9, 0), (1, "b", 0, 0, 0, 9)], {}, "no_comparison"),
        (ROWS, {"claims": (0,)}, "claim_out_of_reach"),
        (ROWS, {"claims": (9,)}, "claim_out_of_reach"),
    ],
)
def test_what_cannot_be_is_refused_by_name(rows, asked, name):
    with pytest.raises(UnusableData) as caught:
        sequential(batches(rows), **asked)

    assert caught.value.name == name


def test_without_strata_only_the_randomised_are_compared():
    rows = [row for row in ROWS if row[1] == "a"]
    with pytest.raises(UnusableData) as caught:
        sequential(batches(rows, strata=False))

    assert caught.value.name == "no_strata"
    result = sequential(batches(rows, strata=False), is_randomised=True)
    assert result.warnings == ()
    assert sequential(batches(rows)).evidence.harm.estimate == result.evidence.harm.estimate


def test_one_stratum_of_unrandomised_people_is_warned_of():
    found = sequential(batches([row for row in ROWS if row[1] == "a"]))

    assert any("one stratum only" in each for each in found.warnings)


@pytest.mark.parametrize(
    "wager", [{"spread": 0}, {"stop_at": 1, "warn_at": 1}, {"warn_at": 30}, {"points": 1}]
)
def test_a_wager_that_cannot_be_won_is_refused(wager):
    with pytest.raises(UnusableData):
        Wager(**wager)
