"""Points of review: reached by sessions attended; every edge by hand."""

from datetime import date

import pytest

from desist.programme.complaint_rule import ComplaintRule, ComplaintSubject
from desist.programme.enforcement_rule import WithinDays
from desist.programme.entry import Grade
from desist.programme.review_rule import ReviewPoint, ReviewRule

ENTRY = {
    "id": "r", "title": "t", "version": 1, "in_force_from": date(2020, 1, 1), "source": "ours",
    "licence": "MIT", "grade": Grade.AUTHORED,
}  # fmt: skip


def rule(*shares, days=10, **given):
    points = [ReviewPoint(id=f"p{n}", title="t", share=each) for n, each in enumerate(shares)]
    held = {"programme": "isotp", "hold_within": WithinDays(working_days=days)} | ENTRY | given
    return ReviewRule(**{"point": tuple(points)} | held)


@pytest.mark.parametrize(
    ("attended", "planned", "reached"),
    [
        (0, 24, 0), (7, 24, 0), (8, 24, 1), (15, 24, 1), (16, 24, 2), (23, 24, 2), (24, 24, 3),
        (30, 24, 3), (1, 1, 3), (0, 1, 0), (0, 0, 0), (5, 0, 0), (3, 10, 1), (2, 10, 0),
        (13, 20, 2),
    ],
)  # fmt: skip
def test_a_point_is_reached_when_its_share_of_the_sessions_is(attended, planned, reached):
    found = rule(0.3, 0.65, 1.0).reached(attended=attended, planned=planned)
    assert len(found) == reached


@pytest.mark.parametrize(
    ("faulty", "path"),
    [
        (rule(), "point"),
        (rule(0.5, 0.3), "point"),
        (rule(0.0), "point[p0].share"),
        (rule(1.1), "point[p0].share"),
        (rule(0.5, days=0), "hold_within.working_days"),
        (rule(point=(ReviewPoint(id="a", title="t", share=0.5),) * 2), "point"),
    ],
)
def test_what_cannot_be_right_is_named(faulty, path):
    assert [each.path for each in faulty.faults()] == [path]


def test_a_complaint_rule_names_its_subjects_once_and_gives_time_to_answer():
    one = ComplaintSubject(id="a", title="t")
    faulty = ComplaintRule(**ENTRY, answer_within=WithinDays(working_days=0), subject=(one, one))
    assert [each.path for each in faulty.faults()] == ["subject", "answer_within.working_days"]
