"""When questionnaires are due, and what a battery file may not say."""

from dataclasses import replace
from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.battery_rule import POINTS, BatteryRule
from desist.programme.entry import Grade

ON = date(2026, 3, 2)
RULE = load_catalogue().in_force(BatteryRule, "battery-isotp", on=ON, adoptions=EVERYTHING)


def test_every_point_has_its_forms_and_the_file_says_that_it_is_ours():
    assert [each.id for each in RULE.point] == list(POINTS)
    assert RULE.grade is Grade.AUTHORED
    held = {entry.id for entry in load_catalogue().entries}
    assert set(RULE.instruments) <= held


@pytest.mark.parametrize(
    ("point", "anchors", "due"),
    [
        ("start", {"referred": date(2026, 3, 2)}, date(2026, 3, 30)),
        ("start", {"begun": date(2026, 3, 2)}, None),
        ("middle", {"half_way": date(2026, 3, 2)}, date(2026, 3, 16)),
        ("end", {"ended": date(2026, 3, 2)}, date(2026, 3, 16)),
        ("follow_up", {"ended": date(2026, 3, 2)}, date(2026, 8, 29)),
    ],
)
def test_a_point_is_due_so_many_days_after_what_it_counts_from(point, anchors, due):
    assert RULE.point_called(point).due_on(anchors) == due


@pytest.mark.parametrize(
    ("broken", "path"),
    [
        (lambda points: points[::-1], "point"),
        (lambda points: points[:1] * 2, "point"),
        (lambda points: (replace(points[0], days=-1),), "point[start].days"),
        (lambda points: (replace(points[0], instruments=()),), "point[start].instruments"),
        (lambda points: (replace(points[0], instruments=("a", "a")),), "point[start].instruments"),
    ],
)
def test_what_cannot_be_meant_is_named(broken, path):
    rule = replace(RULE, point=broken(RULE.point))
    assert path in [each.path for each in rule.faults()]


def test_a_battery_that_names_an_unknown_form_fails_the_load():
    from desist.catalogue.collection import Catalogue
    from desist.catalogue.reference import reference_faults

    wrong = replace(RULE, point=(replace(RULE.point[0], instruments=("pdss",)),))
    others = tuple(each for each in load_catalogue().entries if each.id != RULE.id)
    (fault,) = reference_faults(Catalogue(entries=(*others, wrong)))
    assert fault.problem == "names no instrument that is held: 'pdss'"
    assert "pds" in fault.remedy
