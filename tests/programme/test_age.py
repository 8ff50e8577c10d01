from datetime import date

import pytest

from desist.programme.age import age_on


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 6, 14), date(2018, 6, 13), 17),
        (date(2000, 6, 14), date(2018, 6, 14), 18),
        (date(2000, 2, 29), date(2018, 2, 28), 17),
        (date(2000, 2, 29), date(2018, 3, 1), 18),
        (date(2000, 2, 29), date(2020, 2, 29), 20),
        (date(2000, 1, 1), date(2000, 1, 1), 0),
    ],
)
def test_age_in_whole_years(born, day, age):
    assert age_on(born, day) == age


def test_there_is_no_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2000, 1, 2), date(2000, 1, 1))
