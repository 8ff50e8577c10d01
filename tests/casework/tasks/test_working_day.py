"""Working days: the oracle is the printed calendar of bank holidays for 2026."""

from datetime import date

import pytest

from desist.casework.tasks.actions import add_holiday
from desist.casework.tasks.working_day import UnknownNation, add_working_days, is_working_day
from tests.casework.people import INSTALLATION, NOON


@pytest.mark.parametrize(
    ("day", "number", "nation", "expected"),
    [
        (date(2026, 3, 2), 5, "england", date(2026, 3, 9)),
        (date(2026, 3, 6), 1, "england", date(2026, 3, 9)),
        (date(2026, 3, 7), 0, "england", date(2026, 3, 9)),
        (date(2026, 3, 9), -1, "england", date(2026, 3, 6)),
        # Good Friday and Easter Monday; Scotland works on Easter Monday.
        (date(2026, 4, 2), 1, "wales", date(2026, 4, 7)),
        (date(2026, 4, 2), 1, "scotland", date(2026, 4, 6)),
        # St Patrick's Day and St Andrew's Day.
        (date(2026, 3, 16), 1, "northern_ireland", date(2026, 3, 18)),
        (date(2026, 3, 16), 1, "england", date(2026, 3, 17)),
        (date(2026, 11, 27), 1, "scotland", date(2026, 12, 1)),
        (date(2026, 11, 27), 1, "england", date(2026, 11, 30)),
    ],
)
def test_working_days_are_counted_as_the_nation_works(db, day, number, nation, expected):
    assert add_working_days(day, number, nation) == expected


def test_a_day_that_the_site_added_is_not_worked_on(db):
    day = date(2026, 3, 3)
    assert is_working_day(day, "wales")
    add_holiday(nation="wales", day=day, title="Move of offices", by=INSTALLATION, at=NOON)
    assert not is_working_day(day, "wales")
    assert is_working_day(day, "england")
    assert add_working_days(date(2026, 3, 2), 1, "wales") == date(2026, 3, 4)


def test_a_nation_that_is_none_is_refused(db):
    with pytest.raises(UnknownNation):
        add_working_days(date(2026, 3, 2), 1, "mercia")
