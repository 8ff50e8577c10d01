"""Curves with bands, and the numbers under the axis."""

import re
from itertools import pairwise

from desist.documents.incidence_chart import incidence_chart


def arm(name, *points, counts=((0, 100), (365, 90))):
    return {
        "arm": name,
        "points": [
            {"day": day, "estimate": at, "low": at / 2, "high": at * 2} for day, at in points
        ],
        "under_axis": [
            {"day": day, "at_risk": n, "censored": 0, "events": 5, "deaths": 10}
            for day, n in counts
        ],
    }


def test_the_second_arm_is_told_from_the_first_without_colour():
    drawn = incidence_chart([arm("treated", (365, 0.1)), arm("control", (365, 0.2))], title="Two")
    lines = re.findall(r"<polyline[^>]*>", drawn)

    assert len(lines) == 2
    assert "stroke-dasharray" not in lines[0]
    assert "stroke-dasharray" in lines[1]


def test_numbers_stand_under_the_axis_for_each_arm():
    drawn = incidence_chart([arm("treated", (365, 0.1)), arm("control", (365, 0.2))], title="Two")

    assert drawn.count(">at risk</text>") == drawn.count(">deaths</text>") == 2
    assert drawn.count(">90</text>") == 2


def test_a_curve_is_flat_until_it_steps():
    drawn = incidence_chart([arm("treated", (100, 0.1), (200, 0.2))], title="One")
    (points,) = re.findall(r'<polyline points="([^"]*)"', drawn)
    corners = [tuple(map(float, each.split(","))) for each in points.split()]

    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))


def test_a_point_without_limits_is_drawn_without_a_band_there():
    one = arm("treated", (100, 0.1))
    one["points"].append({"day": 200, "estimate": 0.1, "low": None, "high": None})

    assert "<path" in incidence_chart([one], title="One")
