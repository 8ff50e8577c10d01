"""Staffing: how many hold a session, at every edge of the hours, and what cannot be right."""

from dataclasses import replace
from datetime import time

import pytest

from desist.catalogue.load import load_catalogue
from desist.programme.staffing_rule import SessionCircumstances, StaffingGround, StaffingRule

(RULE,) = load_catalogue().of_kind(StaffingRule)


def session(begins, ends, **given):
    return SessionCircumstances(**{"format": "individual", "begins": begins, "ends": ends} | given)


@pytest.mark.parametrize(
    ("begins", "ends", "given", "grounds", "least"),
    [
        (time(8), time(9, 30), {}, [], 1),
        (time(7, 59), time(9, 30), {}, ["outside_hours"], 2),
        (time(16, 30), time(18), {}, [], 1),
        (time(16, 31), time(18, 1), {}, ["outside_hours"], 2),
        (time(23), time(0, 30), {}, ["outside_hours"], 2),
        (time(10), time(11, 30), {"threat": True}, ["threat"], 2),
        (time(18), time(19, 30), {"threat": True}, ["outside_hours", "threat"], 2),
        (time(10), time(12, 30), {"format": "group"}, [], 2),
    ],
)
def test_who_may_hold_a_session_alone(begins, ends, given, grounds, least):
    asked = session(begins, ends, **given)
    assert [each.id for each in RULE.grounds(asked)] == grounds
    assert RULE.least(asked) == least


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"individual": 0}, "individual"),
        ({"group": 0}, "group"),
        ({"alone_until_hour": 8}, "alone_until_hour"),
        ({"alone_until_hour": 25}, "alone_until_hour"),
        ({"ground": (StaffingGround(id="weather", title="t"),)}, "ground[weather].id"),
        ({"ground": (RULE.ground[0], RULE.ground[0])}, "ground"),
    ],
)
def test_what_cannot_be_right_is_named(changed, path):
    assert [each.path for each in replace(RULE, **changed).faults()] == [path]
