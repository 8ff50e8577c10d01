"""A pace of sessions: what is shipped can be kept, and one that cannot is refused."""

from dataclasses import replace
from datetime import time

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.curriculum import Programme
from desist.programme.session_pace import SessionPace

SHIPPED = {each.id: each for each in load_catalogue().of_kind(SessionPace)}


@pytest.fixture
def pace():
    return SHIPPED["isotp-individual-pace"]


def test_the_hours_of_a_pace_are_times(pace):
    assert pace.hours == (time(9), time(20))


@pytest.mark.parametrize("each", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_pace_is_ours_says_so_and_can_be_kept(each):
    assert each.grade == "authored"
    assert not list(each.faults())


def test_every_format_of_every_programme_has_a_pace():
    programmes = load_catalogue().of_kind(Programme)
    formats = {(each.id, held.id) for each in programmes for held in each.format}
    assert {(each.programme, each.format) for each in SHIPPED.values()} == formats


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
