"""Gray's test. Oracle: R 4.2.2, cmprsk 2.2-11 ``cuminc`` (oracles/competing.R)."""

import numpy as np
import pytest

from desist.evaluation.follow_up import follow_up
from desist.evaluation.gray import gray_test
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

COHORT = oracle.columns("cohort")
ROWS = [row for row in oracle.rows("competing") if row["what"] == "gray"]


@pytest.mark.parametrize("row", ROWS)
def test_it_agrees_with_r(row):
    names, group = np.unique(COHORT[row["group"]].astype(str), return_inverse=True)
    rows = follow_up(COHORT["time"], COHORT["event"])
    found = gray_test(rows, group, names, cause=int(row["cause"]))

    assert found.degrees_of_freedom == row["name"]
    assert found.statistic == pytest.approx(row["value"], rel=1e-9)
    assert found.p == pytest.approx(row["high"], rel=1e-8)


def test_it_is_refused_where_people_enter_late():
    rows = follow_up([3, 4], [1, 2], [0, 1])
    with pytest.raises(UnusableData, match="no_witness"):
        gray_test(rows, np.array([0, 1]), ["a", "b"])
