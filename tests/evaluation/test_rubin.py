"""Rubin's rules, with the degrees of freedom of Barnard and Rubin. Oracle: worked by hand.

Of 0.1, 0.2, 0.3 with errors 0.2: within 0.04, between 0.01, so 4/3 * 0.01 = 0.013333 for the
imputation, a quarter of the total. With 23 degrees of freedom were nothing missing:
24 / 26 * 23 * 0.75 = 15.923 observed, 2 / 0.25**2 = 32 of the imputations, together 10.633. R:
qt(0.975, 10) = 2.228139 and qt(0.975, 11) = 2.200985 hold the quantile between them.
"""

from math import log

import numpy as np
import pytest

from desist.evaluation.rubin import pooled_ratio


def test_three_imputations_pool_as_by_hand():
    found = pooled_ratio(
        np.array([0.1, 0.2, 0.3]), np.full(3, 0.2), complete_freedom=23, level=0.95
    )
    reach = (log(found.high) - log(found.estimate)) / 0.0533333**0.5

    assert log(found.estimate) == pytest.approx(0.2)
    assert "10.6 degrees of freedom" in found.method
    assert 2.200985 < reach < 2.228139


def test_imputations_that_agree_with_much_data_leave_the_error_of_one():
    found = pooled_ratio(np.full(5, 0.5), np.full(5, 0.1), complete_freedom=1e7, level=0.95)

    assert log(found.low) == pytest.approx(0.5 - 1.959964 * 0.1, rel=1e-5)
