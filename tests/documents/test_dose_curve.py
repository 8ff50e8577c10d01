import re

from desist.documents.dose_curve import dose_curve

POINTS = [
    {"sessions": 20, "strong": 0.5, "all": 0.25},
    {"sessions": 21, "strong": 1.0, "all": 0.5},
    {"sessions": 22, "strong": 1.0, "all": 1.0},
]


def heights(drawn, *, dashed):
    lines = re.findall(r"<polyline[^>]*>", drawn)
    line = next(each for each in lines if ("dasharray" in each) == dashed)
    return [float(point.split(",")[1]) for point in re.search('points="(.*?)"', line)[1].split()]


def test_more_coverage_is_higher_and_all_of_it_is_at_the_top():
    drawn = dose_curve(POINTS, planned=21)
    strong, every = heights(drawn, dashed=False), heights(drawn, dashed=True)

    assert strong[0] > strong[1] == strong[2] == every[2]
    assert every == sorted(every, reverse=True)


def test_the_two_lines_differ_without_colour():
    drawn = dose_curve(POINTS, planned=21)

    assert drawn.count("<circle") == 3
    assert drawn.count("<rect") == 3
    assert drawn.count("stroke-dasharray") == 1


def test_a_single_point_can_be_drawn():
    assert "this plan" in dose_curve(POINTS[:1], planned=20)
