"""A figure as printed says how finely it was rounded."""

from fractions import Fraction

import pytest

from desist.programme.printed_figure import Span, decimals_of, is_printed_figure, span_of, value_of


@pytest.mark.parametrize(
    ("printed", "approximately", "low", "high"),
    [
        ("17", False, "16.5", "17.5"),
        ("6.6", False, "6.55", "6.65"),
        ("4.0", False, "3.95", "4.05"),
        (".40", False, "0.395", "0.405"),
        ("0", False, "0", "0.5"),
        ("500", False, "499.5", "500.5"),
        ("500", True, "450", "550"),
        ("450", True, "445", "455"),
        ("0.5", True, "0.45", "0.55"),
        ("0", True, "0", "0.5"),
    ],
)
def test_a_figure_stands_for_all_that_rounds_to_it(printed, approximately, low, high):
    assert span_of(printed, approximately=approximately) == Span(
        low=Fraction(low), high=Fraction(high)
    )


def test_what_is_printed_tells_4_from_4_point_0():
    assert value_of("4") == value_of("4.0")
    assert (decimals_of("4"), decimals_of("4.0")) == (0, 1)


@pytest.mark.parametrize("text", ["", ".", "4.", "-1", "1e9", "nan", "4 %", "1,713", "½", "٤"])
def test_anything_but_digits_and_one_point_is_no_figure(text):
    assert not is_printed_figure(text)
    with pytest.raises(ValueError, match="no figure"):
        value_of(text)
