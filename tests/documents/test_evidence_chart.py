"""The running evidence on a logarithmic scale."""

import re

from desist.documents.evidence_chart import evidence_chart, evidence_panel, strength

LOOKS = ["2010-01-01", "2010-04-01", "2010-07-01"]


def drawn(*courses):
    given = [{"label": f"claim {n}", "course": course} for n, course in enumerate(courses)]
    return evidence_chart(LOOKS, given, title="Evidence")


def heights(picture):
    found = re.findall(r'<polyline points="([^"]*)"', picture)
    return [[float(each.split(",")[1]) for each in points.split()] for points in found]


def test_tenfold_evidence_is_as_much_higher_everywhere():
    (course,) = heights(drawn([0.1, 1.0, 10.0]))

    assert abs((course[0] - course[1]) - (course[1] - course[2])) < 0.02


def test_evidence_beyond_the_frame_is_drawn_at_its_edge():
    one, other = heights(drawn([1.0, 1.0, 1e9], [1.0, 1.0, 1000.0]))

    assert one[-1] == other[-1]


def test_labels_do_not_stand_on_each_other():
    picture = drawn([1.0, 1.0, 1.0], [1.0, 1.0, 1.01], [1.0, 1.0, 0.99])
    places = [
        float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)"[^>]*>claim', picture)
    ]  # fmt: skip

    assert min(abs(a - b) for a in places for b in places if a is not b) >= 12.9


def test_the_two_thresholds_are_named():
    assert ">verdict 20<" in drawn([1.0, 1.0, 1.0])
    assert ">warning 5<" in drawn([1.0, 1.0, 1.0])


def test_a_panel_says_how_strong_the_evidence_is_today_and_has_the_scale_of_all():
    weak, strong = (evidence_panel(LOOKS, [1.0, 1.0, end], title="x") for end in (0.13, 2100.0))
    assert ">0.13<" in weak
    assert ">1,000+<" in strong
    assert heights(weak)[0][:2] == heights(strong)[0][:2]
    assert strength(43.2) == "43"
