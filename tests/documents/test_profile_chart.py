import re

import pytest

from desist.documents.profile_chart import profile_axis, profile_row, profile_rows


def scale(**given):
    return {
        "title": "Loneliness",
        "raw": 57,
        "z": 1.5,
        "problem_end": "high",
        "standing": "problem",
        **given,
    }


def mark_of(strip):
    return float(re.search(r'cx="([\d.]+)"', strip)[1])


def test_the_problem_is_to_the_right_whichever_end_of_the_scale_it_is():
    high = profile_row(scale(z=1.5, problem_end="high"))
    low = profile_row(scale(z=-1.5, problem_end="low"))

    assert mark_of(high.strip) == mark_of(low.strip) > 125
    assert high.elevation == low.elevation == 1.5


def test_a_better_score_is_to_the_left():
    assert mark_of(profile_row(scale(z=-0.5, standing="normal")).strip) < 125


def test_standings_differ_by_filling_and_shape_and_not_by_colour_alone():
    problem = profile_row(scale()).strip
    normal = profile_row(scale(z=0.5, standing="normal")).strip
    unjudged = profile_row(scale(standing="awaiting_adoption")).strip

    assert '<circle cx="182" cy="13" r="6.5" fill="#0b0c0c"' in problem
    assert 'r="6.5" fill="#ffffff"' in normal
    assert "<circle" not in unjudged
    assert "<path" in unjudged


@pytest.mark.parametrize("z", [3.01, 25.0, -8.0])
def test_a_score_beyond_the_picture_is_an_arrow_at_its_edge(z):
    strip = profile_row(scale(z=z)).strip

    assert "<path" in strip
    assert f"{abs(z):.2f} standard deviations" in strip


def test_without_norm_or_score_nothing_is_drawn_that_looks_like_a_result():
    normless = profile_row(scale(z=None, standing="no_norm"))
    unscored = profile_row(scale(raw=None, z=None, standing=None))

    for row, why in ((normless, "no norm to compare with"), (unscored, "no score")):
        assert f"Loneliness: {why}" in row.strip
        assert "<circle" not in row.strip
        assert "<path" not in row.strip


def test_problems_come_first_and_the_furthest_of_them_first():
    rows = profile_rows(
        [
            scale(title="unscored", raw=None, z=None, standing=None),
            scale(title="normal", z=0.9, standing="normal"),
            scale(title="near", z=1.1),
            scale(title="normless", z=None, standing="no_norm"),
            scale(title="far", z=-2.0, problem_end="low"),
        ]
    )

    assert [row.scale["title"] for row in rows] == [
        "far",
        "near",
        "normal",
        "normless",
        "unscored",
    ]


def test_where_neither_end_is_a_problem_the_picture_says_so():
    row = profile_row(scale(z=-1.2, problem_end="none", standing=None))

    assert "below the mean; neither end is a problem" in row.strip


def test_a_title_from_a_site_cannot_break_out_of_the_picture():
    assert "<script>" not in profile_row(scale(title="<script>")).strip


def test_the_axis_names_its_direction():
    axis = profile_axis()

    assert "less of a problem" in axis
    assert "problem to the right" in axis
