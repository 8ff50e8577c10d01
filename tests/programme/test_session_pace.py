"""A pace of sessions: what is shipped can be kept, and one that cannot is refused."""

from dataclasses import replace
from datetime import time

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.session_pace import SessionPace


@pytest.fixture(scope="module")
def pace():
    (shipped,) = load_catalogue().of_kind(SessionPace)
    return shipped


def test_the_shipped_pace_is_ours_and_says_so(pace):
    assert pace.grade == "authored"
    assert pace.hours == (time(9), time(20))
    assert not list(pace.faults())


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"sessions_a_week": 0}, "sessions_a_week"),
        ({"sessions_a_week": 3}, "sessions_a_week"),
        ({"days_between": 0}, "days_between"),
        ({"day_begins": "nine"}, "day_begins"),
        ({"day_begins": "20:00"}, "day_ends"),
    ],
)
def test_a_pace_that_nobody_could_keep_is_refused(pace, changed, path):
    assert [each.path for each in replace(pace, **changed).faults()] == [path]
