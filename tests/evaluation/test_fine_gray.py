"""Fine-Gray models. Oracle: R 4.2.2, cmprsk 2.2-11 ``crr`` (oracles/competing.R)."""

import numpy as np
import pytest

from desist.evaluation.fine_gray import fit_fine_gray
from desist.evaluation.follow_up import follow_up
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

COHORT = oracle.columns("cohort")
NAMES = ("age", "prior", "treated", "online")
X = np.stack([COHORT[name] for name in NAMES], axis=1)


@pytest.mark.parametrize("cause", [1, 2])
def test_coefficients_and_errors_agree_with_r(cause):
    fit, covariance = fit_fine_gray(
        follow_up(COHORT["time"], COHORT["event"]), X, NAMES, cause=cause
    )
    theirs = [row for row in oracle.rows("competing") if row["cause"] == cause]

    for row in theirs:
        if row["what"] == "fine_gray":
            k = NAMES.index(row["name"])
            assert fit.coefficients[k] == pytest.approx(row["value"], abs=1e-8)
            assert np.sqrt(covariance[k, k]) == pytest.approx(row["se"], rel=1e-8)
        elif row["what"] == "fine_gray_log_likelihood":
            assert fit.log_likelihood == pytest.approx(row["value"], rel=1e-12)
            assert fit.null_log_likelihood == pytest.approx(row["high"], rel=1e-12)


def test_it_is_refused_where_people_enter_late():
    with pytest.raises(UnusableData, match="no_witness"):
        fit_fine_gray(follow_up([3, 4], [1, 2], [0, 1]), np.array([[0.0], [1.0]]), ("x",))
