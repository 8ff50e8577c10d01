"""The envelope: no figure that is not a figure leaves without a word."""

from dataclasses import dataclass

import numpy as np
import pytest

from desist.evaluation.quantity import Findings, Quantity, document, quantity

HOW = {"method": "m", "source": "s"}


def test_an_infinite_limit_becomes_none_and_is_put_into_words():
    result = quantity(1.0, (0.5, float("inf")), **HOW)

    assert result.high is None
    assert result.warnings == ("the upper limit is infinite: the data set no bound on that side",)


def test_a_limit_that_cannot_be_computed_is_put_into_words():
    result = quantity(float("nan"), **HOW)

    assert result.estimate is None
    assert result.warnings == ("the estimate cannot be computed from these data",)


def test_a_quantity_cannot_be_made_with_what_is_no_number():
    with pytest.raises(ValueError, match="made by quantity"):
        Quantity(estimate=float("nan"), low=None, high=None, **HOW)


def test_a_document_turns_arrays_into_lists_and_names_what_it_had_to_leave_out():
    @dataclass(frozen=True, kw_only=True)
    class Curve(Findings):
        survival: np.ndarray

    content = document(Curve(survival=np.array([1.0, np.nan]), **HOW))

    assert content["survival"] == [1.0, None]
    assert content["warnings"] == ["survival is null: it cannot be computed from these data"]
