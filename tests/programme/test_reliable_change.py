"""Reliable change of one person: the published formula, and the other implementation, agree."""

from dataclasses import replace

import numpy as np
import pytest

from desist.catalogue.load import load_catalogue
from desist.evaluation.change import change
from desist.evaluation.change_scale import Scale
from desist.programme.entry import Grade
from desist.programme.instrument import Instrument
from desist.programme.norm import Norm
from desist.programme.reliable_change import judge_change

CATALOGUE = load_catalogue()
[BIS] = [each for each in CATALOGUE.of_kind(Instrument) if each.id == "bis-11"]
[NORM] = [each for each in CATALOGUE.of_kind(Norm) if each.id == "norm-bis-11-total-us-online-men"]


def judge(before, after, **given):
    known = {"scale": "total", "instrument": BIS, "norm": NORM} | given
    return judge_change(before, after, **known)


def test_the_smallest_change_is_that_of_the_worked_example():
    # BIS-11, men, SD 12.07 and retest .78: 15.7 points.
    found = judge(70, 70)
    assert found.reliability.kind == "retest"
    assert round(found.least, 1) == 15.7


@pytest.mark.parametrize(
    ("after", "moved"), [(54, "better"), (55, "none"), (85, "none"), (86, "worse")]
)
def test_only_more_than_the_smallest_change_counts(after, moved):
    assert judge(70, after).moved == moved


def test_it_agrees_with_the_change_of_a_group():
    scale = Scale(sd=NORM.sd, reliability=0.78, better="lower")
    before, after = np.array([70.0, 60.0, 75.0]), np.array([50.0, 58.0, 92.0])
    group = change(before, after, scale=scale)
    assert judge(0, 0).least == pytest.approx(group.least_reliable_change)
    for one in group.people:
        assert judge(one.before, one.after).moved == one.reliable_change


def test_a_scale_of_which_no_end_is_a_problem_moves_neither_for_better_nor_worse():
    scales = tuple(replace(each, problem_end="none") for each in BIS.scale)
    assert judge(70, 40, instrument=replace(BIS, scale=scales)).moved == "moved"


def test_without_a_norm_or_a_reliability_nothing_is_said():
    assert judge(70, 40, norm=None).unjudged == "no_norm"
    assert judge(70, 40, norm=replace(NORM, sd=None)).unjudged == "no_norm"
    bare = replace(BIS, scale=tuple(replace(each, reliability=()) for each in BIS.scale))
    found = judge(70, 40, instrument=bare)
    assert (found.unjudged, found.least, found.moved) == ("no_reliability", None, None)


def test_a_recalled_reliability_waits_for_the_site_to_adopt_it():
    [iri] = [each for each in CATALOGUE.of_kind(Instrument) if each.id == "iri"]
    found = judge_change(10, 20, scale="fantasy", instrument=iri, norm=NORM)
    assert found.unjudged == "awaiting_adoption"


def test_the_grade_is_the_lowest_of_norm_and_reliability():
    assert judge(70, 40).grade is max(NORM.grade, Grade.VERIFIED, key=list(Grade).index)


def test_an_unknown_scale_is_refused():
    with pytest.raises(ValueError, match="has no scale"):
        judge(1, 2, scale="nothing")
