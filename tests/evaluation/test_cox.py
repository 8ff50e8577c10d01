"""Cox models.

Oracle: R 4.2.2, survival 3.5-3: ``coxph`` and ``cox.zph`` (oracles/cox.R on oracles/cohort.csv).
"""

import numpy as np
import pytest

from desist.evaluation.cox import CoxOptions, cox
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

ROWS = oracle.rows("cox")
COHORT = oracle.columns("cohort")
NAMES = ("age", "prior", "treated", "online")


def fitted(*, ties="efron", late=False, clustered=False, names=NAMES):
    return cox(
        COHORT["time"],
        COHORT["event"],
        {name: COHORT[name] for name in names},
        start=COHORT["start"] if late else None,
        cluster=COHORT["place"] if clustered else None,
        options=CoxOptions(ties=ties),
    )


@pytest.mark.parametrize("ties", ["efron", "breslow"])
@pytest.mark.parametrize("entry", ["from_day_0", "late"])
@pytest.mark.parametrize("cluster", ["no", "yes"])
def test_every_figure_agrees_with_r(ties, entry, cluster):
    result = fitted(ties=ties, late=entry == "late", clustered=cluster == "yes")
    theirs = [
        row for row in ROWS
        if (row["ties"], row["entry"], row["cluster"]) == (ties, entry, cluster)
    ]  # fmt: skip
    for row in theirs:
        what, value, second, third = (row[key] for key in ("what", "value", "second", "third"))
        if what == "coefficient":
            found = result.coefficients[row["name"]]
            assert found.coef == pytest.approx(value, abs=1e-9)
            assert found.se == pytest.approx(second, rel=1e-8)
            assert found.robust_se == (None if third is None else pytest.approx(third, rel=1e-8))
        elif what == "log_likelihood":
            assert result.log_likelihood.null == pytest.approx(value, rel=1e-12)
            assert result.log_likelihood.model == pytest.approx(second, rel=1e-12)
        elif what == "proportional":
            found = result.proportional_hazards[row["name"]]
            assert found.statistic == pytest.approx(value, rel=1e-7)
            assert found.p == pytest.approx(second, rel=1e-7)
        elif what == "concordance":
            found = result.concordance
            assert found.estimate == pytest.approx(value, rel=1e-12)
            error = (found.high - found.low) / 2 / 1.959963984540054
            assert error == pytest.approx(second, rel=1e-8)
        else:
            found = getattr(result, what).statistic
            assert found == pytest.approx(value, rel=1e-8)
    assert len(theirs) == (13 if cluster == "no" else 7)


def test_one_cluster_for_each_row_gives_the_robust_error_of_independent_rows():
    names = {name: COHORT[name] for name in NAMES}
    result = cox(COHORT["time"], COHORT["event"], names, cluster=COHORT["id"])
    age = result.coefficients["age"]

    assert result.clusters == 400
    assert age.robust_se == pytest.approx(age.se, rel=0.2)


def test_the_hazard_ratio_is_an_envelope_of_its_own():
    found = fitted().coefficients["prior"]

    assert found.hazard_ratio.estimate == pytest.approx(np.exp(found.coef))
    assert found.hazard_ratio.low == pytest.approx(np.exp(found.low))


def test_the_unit_of_a_covariate_changes_its_coefficient_and_nothing_else():
    plain = fitted(names=("age", "prior"))
    scaled = cox(
        COHORT["time"],
        COHORT["event"],
        {"age": COHORT["age"] * 1e6 + 1e7, "prior": COHORT["prior"]},
    )

    assert scaled.log_likelihood.model == pytest.approx(plain.log_likelihood.model, rel=1e-10)
    assert scaled.coefficients["age"].coef * 1e6 == pytest.approx(plain.coefficients["age"].coef)


def test_separation_is_a_warning_and_no_figure_while_the_others_hold():
    time = np.arange(1.0, 41.0)
    event = (np.arange(40) % 2 == 0).astype(int)
    never = np.where(event == 1, 0, np.arange(40) % 4 == 1)
    result = cox(time, event, {"never": never, "age": COHORT["age"][:40]})

    assert result.coefficients["never"].coef is None
    assert result.coefficients["never"].hazard_ratio.estimate is None
    assert any("separation" in each and "never" in each for each in result.warnings)
    assert result.coefficients["age"].se > 0


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_everything_tied_at_one_time_is_still_a_model(ties):
    result = cox([5] * 8, [1, 1, 1, 1, 1, 1, 0, 0], {"x": [1, 2, 3, 1, 2, 4, 1, 3]},
                 options=CoxOptions(ties=ties))  # fmt: skip

    assert np.isfinite(result.coefficients["x"].coef)
    assert result.concordance.estimate is not None or result.concordance.warnings


def test_few_events_for_many_covariates_are_said():
    result = cox(COHORT["time"][:40], COHORT["event"][:40], {n: COHORT[n][:40] for n in NAMES})

    assert "events for 4 covariates" in result.warnings[0]


@pytest.mark.parametrize(
    ("covariates", "name", "where"),
    [
        ({"x": np.ones(400)}, "constant_covariate", "x"),
        ({"x": np.full(400, 1e9)}, "constant_covariate", "x"),
        ({"age": COHORT["age"], "twice": 2 * COHORT["age"] + 3}, "collinear_covariates", "age"),
        ({"x": [1, 2]}, "lengths_differ", "x"),
        ({"x": np.full(400, np.nan)}, "not_finite", "x"),
        ({}, "no_covariates", "covariates"),
    ],
)
def test_covariates_that_say_nothing_are_refused_by_name(covariates, name, where):
    with pytest.raises(UnusableData) as caught:
        cox(COHORT["time"], COHORT["event"], covariates)

    assert (caught.value.name, caught.value.where) == (name, where)


def test_a_covariate_that_varies_only_after_the_last_event_is_refused():
    with pytest.raises(UnusableData, match="does not vary among those at risk"):
        cox([1, 2, 3, 4], [1, 1, 0, 0], {"x": [0, 0, 1, 1]}, start=[0, 0, 2.5, 2.5])


def test_all_censored_is_refused():
    with pytest.raises(UnusableData, match="no_events"):
        cox([1, 2], [0, 0], {"x": [0, 1]})


def test_one_cluster_is_refused():
    with pytest.raises(UnusableData, match="one_cluster"):
        cox(COHORT["time"], COHORT["event"], {"age": COHORT["age"]}, cluster=["a"] * 400)


def test_few_clusters_are_said():
    assert any("23 clusters" in each for each in fitted(clustered=True).warnings)


def test_one_person_far_from_all_others_upsets_nothing():
    age = COHORT["age"].copy()
    age[7] = 1e7
    result = cox(COHORT["time"], COHORT["event"], {"age": age, "prior": COHORT["prior"]})

    assert result.coefficients["prior"].coef == pytest.approx(0.3, abs=0.1)
    assert result.coefficients["age"].coef is None or np.isfinite(result.coefficients["age"].se)
