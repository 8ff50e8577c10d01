import pytest
from jinja2 import UndefinedError

from desist.documents.page import day, environment, figure, hours, percent, sentence


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "–"),
        (0, "0"),
        (2, "2"),
        (2.0, "2"),
        (2.5, "2.5"),
        (1.829, "1.83"),
        (-0.001, "0"),
        (-1.5, "−1.5"),
        (2160, "2,160"),
        (100, "100"),
    ],
)
def test_a_figure_is_short_and_loses_no_zero_that_counts(value, written):
    assert figure(value) == written


def test_fractions_minutes_and_dates_as_people_write_them():
    assert percent(0.13) == "13%"
    assert percent(0.0123) == "1.2%"
    assert percent(1.0) == "100%"
    assert percent(None) == "–"
    assert hours(2160) == "36 hours"
    assert hours(90) == "1.5 hours"
    assert hours(60) == "1 hour"
    assert day("2026-03-03") == "3 March 2026"
    assert day(None) == "not known"
    assert sentence("eXcept S") == "EXcept S"


def test_what_a_template_lacks_is_an_error_and_never_a_blank():
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_words_are_escaped_unless_they_are_markup():
    assert environment().from_string("{{ w }}").render(w="<b>") == "&lt;b&gt;"
