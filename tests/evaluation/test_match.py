"""Matching on invented people (oracles/match.R).

Oracles: the very pairs of the greedy rule written out in R, propensities of R's glm, and balance
tables of MatchIt 4.5.1 for the pairs that it makes itself. Those pairs are no oracle: as packaged
it does not keep to its own caliper (the script says more).
"""

import numpy as np
import pytest

from desist.evaluation.balance import balance, columns_of
from desist.evaluation.match import MatchOptions, match
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

NAMES = ("age", "prior", "stable", "score")
CASES = {
    "logit": MatchOptions(),
    "probability": MatchOptions(distance="probability"),
    "smallest": MatchOptions(order="smallest"),
    "data": MatchOptions(order="data", caliper=0.01),
    "two": MatchOptions(ratio=2),
    "open": MatchOptions(caliper=None),
}
PEOPLE = oracle.rows("match_people")
TREATED, OUTCOME = (np.array([row[name] for row in PEOPLE]) for name in ("treated", "outcome"))
COVARIATES = np.array([[row[name] for name in NAMES] for row in PEOPLE])
COLUMNS = columns_of(COVARIATES, names=NAMES)


@pytest.fixture(scope="module")
def results():
    return {
        case: match(TREATED, COVARIATES, names=NAMES, outcome=OUTCOME, options=options)
        for case, options in CASES.items()
    }


@pytest.fixture(scope="module")
def theirs():
    return {(row["case"], row["name"]): row for row in oracle.rows("match_balance")}


def pairs_in_r(by, case):
    found = {}
    for row in oracle.rows("match_pairs"):
        if (row["by"], row["case"]) == (by, case):
            found.setdefault(int(row["treated"]), []).append(int(row["control"]))
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_pairs_are_those_of_the_rule_written_out_in_r(results, case):
    expected = pairs_in_r("rule", case)

    assert {each.treated: list(each.controls) for each in results[case].pairs} == expected


def weights_of(pairs):
    """Weights of matched sets from their definition: controls share, and add up to their number."""
    weights = np.zeros(len(PEOPLE))
    for treated, controls in pairs.items():
        weights[treated] = 1
        weights[controls] = 1 / len(controls)
    used = (TREATED == 0) & (weights > 0)
    weights[used] *= used.sum() / weights[used].sum()
    return weights


@pytest.mark.parametrize("case", [*CASES, "before"])
def test_the_balance_is_that_of_matchit(theirs, case):
    weights = np.ones(len(PEOPLE)) if case == "before" else weights_of(pairs_in_r("matchit", case))
    found = balance(COLUMNS, TREATED == 1, weights)
    for each in found.covariates:
        row = theirs[case, each.covariate]
        assert (each.mean_treated, each.mean_control, each.smd) == pytest.approx(
            (row["mt"], row["mc"], row["smd"]), rel=1e-9, abs=1e-12
        )
        assert (each.ecdf_mean, each.ecdf_max) == pytest.approx((row["em"], row["ex"]), rel=1e-9)
        assert each.variance_ratio == (
            None if row["vr"] is None else pytest.approx(row["vr"], rel=1e-9)
        )
    if case != "before":
        size = theirs[case, "size"]
        assert (found.effective_treated, found.effective_control) == pytest.approx(
            (size["mt"], size["mc"]), rel=1e-9
        )


def test_the_result_carries_the_balance_of_its_own_pairs(results):
    result = results["two"]
    weights = weights_of({pair.treated: list(pair.controls) for pair in result.pairs})

    assert result.after == balance(COLUMNS, TREATED == 1, weights)


def test_the_propensity_model_is_that_of_glm(results, theirs):
    for term in results["logit"].propensity_model:
        name = "(Intercept)" if term.term == "intercept" else term.term
        assert term.coefficient == pytest.approx(theirs["model", name]["mt"], rel=1e-8)


def test_the_error_is_that_of_pairs_worked_out_from_their_differences(results):
    """With pairs of one and one the clustered error is that of the mean difference of a pair."""
    effect, pairs = results["logit"].outcome.matched, results["logit"].pairs
    gaps = np.array([OUTCOME[pair.treated] - OUTCOME[pair.controls[0]] for pair in pairs])
    n = len(gaps)
    correction = n / (n - 1) * (2 * n - 1) / (2 * n - 2)
    error = np.sqrt(((gaps - gaps.mean()) ** 2).sum() / n**2 * correction)

    assert effect.estimate == pytest.approx(gaps.mean(), rel=1e-10)
    assert (effect.high - effect.low) / 2 / 1.959963984540054 == pytest.approx(error, rel=1e-10)


def test_discordant_pairs_are_counted_and_bounded(results):
    outcome = results["logit"].outcome
    gap = (outcome.treated_only - outcome.control_only) / len(results["logit"].pairs)

    assert gap == pytest.approx(outcome.matched.estimate)
    assert outcome.bounds.treated_only == outcome.treated_only
    assert results["two"].outcome.bounds is None


def test_whoever_finds_nobody_near_enough_is_left_out_and_told(results):
    result = results["data"]

    assert result.unmatched_treated == result.treated - len(result.pairs) > 0
    assert any("have no match" in each for each in result.warnings)


def test_no_control_is_taken_twice(results):
    taken = [each for pair in results["two"].pairs for each in pair.controls]

    assert len(taken) == len(set(taken))


def test_weighting_evens_the_means_of_the_model_itself(results):
    assert results["logit"].weighting.largest_smd < 0.1 < results["logit"].before.largest_smd


def test_a_random_order_is_the_same_for_the_same_seed():
    def pairs(seed):
        options = MatchOptions(order="random", seed=seed)
        return match(TREATED, COVARIATES, names=NAMES, options=options).pairs

    assert pairs(4) == pairs(4) != pairs(5)


def test_of_equally_near_controls_the_first_in_the_data_is_taken():
    treated = np.array([1.0, 0, 0, 0, 1, 0])
    known = np.array([[2.0], [1], [2], [2], [3], [3]])
    found = match(treated, known, names=["x"], options=MatchOptions(caliper=None))

    assert {pair.treated: pair.controls for pair in found.pairs} == {4: (5,), 0: (2,)}


@pytest.mark.parametrize(
    ("treated", "covariates", "name"),
    [
        ([0, 0, 0, 1, 1, 1], [[1], [2], [3], [4], [5], [6]], "separation"),
        ([0, 1, 0, 1, 0, 1], [[1]] * 6, "constant_covariate"),
        ([0, 1, 0, 1, 0, 1], [[n * n, 2 * n * n] for n in range(6)], "collinear_covariates"),
        ([1] * 6, [[n] for n in range(6)], "empty_group"),
        ([0, 1, 2, 1, 0, 1], [[n] for n in range(6)], "not_binary"),
    ],
)
def test_what_cannot_be_matched_is_refused_by_name(treated, covariates, name):
    values = np.array(covariates, float)
    names = [f"x{n}" for n in range(values.shape[1])]
    with pytest.raises(UnusableData) as caught:
        match(np.array(treated, float), values, names=names)

    assert caught.value.name == name
