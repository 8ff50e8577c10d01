"""Limits of few clusters. Oracle: t of R's qt(0.975, 8) = 2.306004, worked by hand."""

from math import exp, sqrt

import pytest

from desist.evaluation.few_clusters import few_cluster_ratio


def test_nine_clusters_have_the_limits_of_t_and_a_wider_error():
    found = few_cluster_ratio(0.5, 0.2, 9, level=0.95)

    reach = 2.306004 * 0.2 * sqrt(9 / 8)
    assert (found.estimate, found.low, found.high) == pytest.approx(
        (exp(0.5), exp(0.5 - reach), exp(0.5 + reach)), rel=1e-6
    )
    assert any("may be too narrow" in each for each in found.warnings)


def test_thirty_clusters_are_left_as_they_are():
    assert few_cluster_ratio(0.5, 0.2, 30, level=0.95) is None


def test_two_clusters_with_a_huge_error_set_no_upper_limit_and_say_so():
    found = few_cluster_ratio(0.5, 100.0, 2, level=0.95)

    assert found.high is None
    assert any("infinite" in each for each in found.warnings)
