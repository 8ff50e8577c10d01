"""Meta-analysis.

Oracle: R's metafor 3.8-1 on the thirteen BCG trials and on six studies with empty cells
(oracles/meta.R).
"""

import csv
from itertools import product

import numpy as np
import pytest
from numpy import log

from desist.evaluation.meta import StudyCounts, meta
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

MEASURES = {"OR": "odds_ratio", "RR": "risk_ratio"}
MODELS = {"FE": "fixed", "DL": "dersimonian_laird", "REML": "reml", "PM": "paule_mandel"}
CASES = list(product(("bcg", "sparse"), MEASURES))


def studies(data):
    with (oracle.FOLDER / "meta_studies.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["data"] == data]


def counts(rows):
    names = ("treated_events", "treated_total", "control_events", "control_total")
    return StudyCounts(**{name: np.array([float(row[name]) for row in rows]) for name in names})


def analysed(data, measure):
    rows = studies(data)
    return meta(
        counts(rows),
        studies=[row["study"] for row in rows],
        measure=MEASURES[measure],
        moderators={"latitude": np.array([float(row["latitude"]) for row in rows])},
    )


@pytest.fixture(scope="module")
def results():
    return {case: analysed(*case) for case in CASES}


@pytest.fixture(scope="module")
def theirs():
    found = {}
    for row in oracle.rows("meta"):
        found.setdefault((row["data"], row["measure"]), {})[row["name"]] = row["value"]
    return found


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("model", MODELS)
def test_every_way_of_pooling_agrees_with_metafor(results, theirs, case, model):
    pooled, r = getattr(results[case], MODELS[model]), theirs[case]

    assert pooled.log_estimate == pytest.approx(r[f"{model}b"], rel=1e-7)
    assert pooled.log_se == pytest.approx(r[f"{model}se"], rel=1e-7)
    assert pooled.tau_squared == pytest.approx(r[f"{model}tau2"], rel=1e-6, abs=1e-9)
    if model != "FE":
        assert pooled.i_squared == pytest.approx(r[f"{model}i2"], rel=1e-6, abs=1e-9)
        for part, name in ((pooled.knapp_hartung, "kh"), (pooled.prediction, "pi")):
            assert log(part.low) == pytest.approx(r[f"{model}{name}_low"], rel=1e-6)
            assert log(part.high) == pytest.approx(r[f"{model}{name}_high"], rel=1e-6)


@pytest.mark.parametrize("case", CASES)
def test_mantel_haenszel_agrees_with_metafor(results, theirs, case):
    pooled, r = results[case].mantel_haenszel, theirs[case]

    assert log(pooled.estimate) == pytest.approx(r["MHb"], rel=1e-10)
    reach = (log(pooled.high) - log(pooled.low)) / 2 / 1.959963984540054
    assert reach == pytest.approx(r["MHse"], rel=1e-10)


@pytest.mark.parametrize("case", CASES)
def test_heterogeneity_agrees_with_metafor(results, theirs, case):
    found, r = results[case].heterogeneity, theirs[case]

    assert found.q.statistic == pytest.approx(r["q"], rel=1e-10)
    assert found.q.p == pytest.approx(r["q_p"], rel=1e-6)
    assert found.tau_squared.low == pytest.approx(r["tau2_low"], rel=1e-5, abs=1e-9)
    assert found.tau_squared.high == pytest.approx(r["tau2_high"], rel=1e-5)


@pytest.mark.parametrize("case", CASES)
def test_egger_and_trim_and_fill_agree_with_metafor(results, theirs, case):
    result, r = results[case], theirs[case]
    filled = result.trim_and_fill

    assert result.egger.statistic == pytest.approx(r["eggert"], rel=1e-8)
    assert result.egger.p == pytest.approx(r["eggerp"], rel=1e-8)
    assert (filled.filled, filled.side == "left") == (r["trimfillk0"], r["trimfillleft"])
    assert log(filled.estimate) == pytest.approx(r["trimfillb"], rel=1e-6)
    assert filled.tau_squared == pytest.approx(r["trimfilltau2"], rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("case", CASES)
def test_meta_regression_agrees_with_metafor(results, theirs, case):
    found, r = results[case].meta_regression, theirs[case]
    intercept, slope = found.coefficients

    assert intercept.coefficient == pytest.approx(r["modb0"], rel=1e-6)
    assert (slope.coefficient, slope.se, slope.p, slope.low) == pytest.approx(
        (r["modb1"], r["modse1"], r["modp1"], r["modlow1"]), rel=1e-6
    )
    assert found.test_of_moderators.statistic == pytest.approx(r["modf"], rel=1e-6)
    assert found.test_of_moderators.p == pytest.approx(r["modfp"], rel=1e-6)
    assert found.residual_heterogeneity.statistic == pytest.approx(r["modqe"], rel=1e-8)
    assert found.tau_squared == pytest.approx(r["modtau2"], rel=1e-6, abs=1e-9)
    if r["REMLtau2"] > 1e-9:  # where the studies agree there is nothing to explain
        assert found.r_squared == pytest.approx(r["modr2"], rel=1e-6, abs=1e-9)


def test_studies_that_say_nothing_are_left_out_and_told(results):
    result = results["sparse", "OR"]

    assert [each.study for each in result.studies] == ["A", "B", "D", "E", "F"]
    assert any("1 studies in which nobody or everybody" in each for each in result.warnings)
    assert sum(each.weight for each in result.studies) == pytest.approx(1)


def test_a_prediction_interval_across_one_is_said(results):
    assert any("the opposite" in each for each in results["bcg", "OR"].warnings)


def broken(**changes):
    rows = [dict(row, **changes) if n == 0 else row for n, row in enumerate(studies("bcg"))]
    return counts(rows), [row["study"] for row in rows]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"treated_events": "200"}, "impossible_count"),
        ({"control_events": "-1"}, "impossible_count"),
        ({"control_total": "10.5"}, "impossible_count"),
        ({"treated_total": "0", "treated_events": "0"}, "empty_group"),
    ],
)
def test_impossible_counts_are_refused_by_name(changes, name):
    given, names = broken(**changes)
    with pytest.raises(UnusableData) as caught:
        meta(given, studies=names)

    assert caught.value.name == name


def test_one_study_is_no_meta_analysis_and_a_constant_is_no_moderator():
    rows = studies("bcg")
    with pytest.raises(UnusableData) as caught:
        meta(counts(rows[:1]), studies=["one"])
    assert caught.value.name == "too_few_studies"

    with pytest.raises(UnusableData) as caught:
        meta(counts(rows), studies=[""] * 13, moderators={"same": np.ones(13)})
    assert caught.value.name == "collinear_moderators"
