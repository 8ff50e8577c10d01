"""OSP as tables: every edge of every points table and of every band."""

from dataclasses import replace
from math import exp

import pytest

from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.sexual_predictor import PredictorFacts, judge_predictor
from tests.rulebook.chapter import Chapter, Table, by_rows

CATALOGUE = load_catalogue()
RULE = CATALOGUE.versions("osp")[-1]
NOTHING = PredictorFacts(
    sex="male",
    age_at_follow_up=60,
    age_at_last_sexual_sanction=15,
    adult_contact=0,
    child_contact=0,
    non_contact=0,
    image=1,
    total_sanctions=1,
    stranger=False,
)
"""A man with one image sanction whose direct-contact items all score nought."""

ITEMS = Table(
    title="OSP/DC: points of each item",
    explanation=(
        "Each item by itself, every other one scoring nought. Ages are in whole years; sanctions "
        "are counts; *non contact* leaves images out."
    ),
    given=("item", "value"),
    expected=("points",),
    rows=(
        *(("adult_contact", n, p) for n, p in ((0, 0), (1, 5), (2, 10), (3, 15), (40, 15))),
        *(("child_contact", n, p) for n, p in ((0, 0), (1, 3), (2, 6), (3, 9), (40, 9))),
        *(("non_contact", n, p) for n, p in ((0, 0), (1, 2), (2, 4), (3, 6), (40, 6))),
        ("age_at_follow_up", 16, 14),
        *(
            ("age_at_follow_up", age, points)
            for youngest, points in zip(range(18, 60, 3), range(14, 0, -1), strict=True)
            for age in (youngest, youngest + 2)
        ),
        ("age_at_follow_up", 60, 0),
        ("age_at_follow_up", 85, 0),
        ("age_at_last_sexual_sanction", 15, 0),
        ("age_at_last_sexual_sanction", 16, 5),
        ("age_at_last_sexual_sanction", 17, 5),
        ("age_at_last_sexual_sanction", 18, 10),
        ("age_at_last_sexual_sanction", 70, 10),
        ("total_sanctions", 0, 0),
        ("total_sanctions", 1, 0),
        ("total_sanctions", 2, 6),
        ("total_sanctions", 50, 6),
        ("stranger", False, 0),
        ("stranger", True, 4),
    ),
)

BANDS = Table(
    title="OSP/DC: bands and probabilities",
    explanation=(
        "The probability is 1 / (1 + e^(8.633 - 0.1598 x points)), and nought for no points. What "
        "period it is for is not published."
    ),
    given=("adult contact", "child contact", "non contact", "age", "total", "stranger"),
    expected=("points", "percentage", "band"),
    rows=(
        (0, 0, 0, 60, 1, False, 0, 0.0, "low"),
        (0, 0, 0, 57, 1, False, 1, 0.021, "low"),
        (1, 0, 0, 45, 2, True, 20, 0.433, "low"),
        (1, 0, 0, 42, 2, True, 21, 0.508, "low"),
        (1, 0, 0, 39, 2, True, 22, 0.596, "medium"),
        (1, 0, 0, 18, 2, True, 29, 1.801, "medium"),
        (1, 0, 1, 21, 2, True, 30, 2.106, "high"),
        (2, 0, 0, 18, 2, True, 34, 3.917, "high"),
        (3, 0, 0, 30, 2, True, 35, 4.565, "high"),
        (3, 0, 0, 27, 2, True, 36, 5.314, "very_high"),
        (3, 3, 3, 18, 2, True, 54, 49.905, "very_high"),
    ),
)

GREATEST = Table(
    title="OSP/DC: the greatest score",
    explanation="Every item at its highest, the last sexual sanction at 18 or over.",
    given=("age at last sexual sanction",),
    expected=("points", "band"),
    rows=((15, 54, "very_high"), (17, 59, "very_high"), (18, 64, "very_high")),
)

REDUCTION = Table(
    title="OSP/DC: five offence-free years in the community",
    explanation=(
        "The band falls by one; points and probability stay. It is looked at only where the years "
        "are recorded: they count from the latest of the last offence, the last sexual offence "
        "and the start of follow-up."
    ),
    given=("points", "offence free years"),
    expected=("band",),
    rows=(
        *((20, years, "low") for years in (None, 4, 5)),
        (22, None, "medium"),
        (22, 4, "medium"),
        (22, 5, "low"),
        (30, 4, "high"),
        (30, 5, "medium"),
        (36, 4, "very_high"),
        (36, 30, "high"),
    ),
)

INDIRECT = Table(
    title="OSP/IIC: images and indirect contact",
    explanation="No points: the first step that matches, from images down to any sexual sanction.",
    given=("image", "child contact", "adult contact", "non contact"),
    expected=("percentage", "band"),
    rows=(
        (2, 0, 0, 0, 10.310, "high"),
        (9, 5, 5, 5, 10.310, "high"),
        (1, 0, 0, 0, 3.328, "medium"),
        (1, 5, 5, 5, 3.328, "medium"),
        (0, 2, 0, 0, 0.926, "low"),
        (0, 9, 5, 5, 0.926, "low"),
        (0, 1, 0, 0, 0.634, "low"),
        (0, 1, 5, 5, 0.634, "low"),
        (0, 0, 1, 1, 0.281, "low"),
        (0, 0, 1, 0, 0.281, "low"),
        (0, 0, 0, 1, 0.281, "low"),
    ),
)

SCOPE = Table(
    title="For whom it may be used",
    explanation="Men with a sanction for a sexual offence of any kind.",
    given=("sex", "image", "adult contact"),
    expected=("direct contact", "images"),
    rows=(
        ("male", 1, 0, "low", "medium"),
        ("female", 1, 0, "not_applicable", "not_applicable"),
        ("male", 0, 0, "not_applicable", "not_applicable"),
        ("female", None, None, "not_applicable", "not_applicable"),
        ("male", None, 0, "cannot_decide", "cannot_decide"),
        ("male", None, 1, "low", "cannot_decide"),
        (None, 1, 0, "cannot_decide", "cannot_decide"),
    ),
)

MISSING = Table(
    title="What is not known",
    explanation=(
        "A missing item matters only where it could change the band. Starting from a man of 40 "
        "with one image sanction (17 points), these are taken away."
    ),
    given=("not known",),
    expected=("direct contact", "named as missing", "images"),
    rows=(
        (("stranger",), "low", (), "medium"),
        (("non_contact",), "cannot_decide", ("non_contact",), "medium"),
        (("total_sanctions",), "cannot_decide", ("total_sanctions",), "medium"),
        (("age_at_last_sexual_sanction",), "low", (), "medium"),
        (
            ("age_at_last_sexual_sanction", "stranger", "age_at_follow_up"),
            "cannot_decide",
            ("follow_up_on", "last_sexual_sanction_on", "stranger"),
            "medium",
        ),
        (("child_contact",), "cannot_decide", ("child_contact",), "medium"),
    ),
)

CHAPTER = Chapter(
    order=2,
    title="Reoffending predictors: OSP",
    introduction=(
        "Two predictors, of direct contact and of images or indirect contact, which are never "
        "merged: a man with image sanctions alone is often Low on the first and Medium on the "
        "second. A reimplementation of published code, not the service itself."
    ),
    entries=("osp",),
    tables=(ITEMS, BANDS, GREATEST, REDUCTION, INDIRECT, SCOPE, MISSING),
)


@by_rows(ITEMS)
def test_points_of_an_item(item, value, points):
    assert judge_predictor(replace(NOTHING, **{item: value}), rule=RULE).dc.points == points


@by_rows(BANDS)
def test_bands(
    adult_contact, child_contact, non_contact, age, total, stranger, points, percentage, band
):
    facts = replace(
        NOTHING,
        adult_contact=adult_contact,
        child_contact=child_contact,
        non_contact=non_contact,
        age_at_follow_up=age,
        total_sanctions=total,
        stranger=stranger,
    )

    dc = judge_predictor(facts, rule=RULE).dc

    assert (dc.points, dc.band) == (points, band)
    assert dc.probability * 100 == pytest.approx(percentage, abs=0.0006)


@by_rows(GREATEST)
def test_the_greatest_score(age_at_last_sexual_sanction, points, band):
    facts = PredictorFacts(
        sex="male",
        age_at_follow_up=18,
        age_at_last_sexual_sanction=age_at_last_sexual_sanction,
        adult_contact=3,
        child_contact=3,
        non_contact=3,
        image=0,
        total_sanctions=2,
        stranger=True,
    )

    dc = judge_predictor(facts, rule=RULE).dc

    assert (dc.points, dc.band) == (points, band)
    assert dc.probability == pytest.approx(1 / (1 + exp(8.633 - 0.1598 * points)), rel=1e-12)


FOR_POINTS = {
    20: {"age_at_follow_up": 27, "child_contact": 3},
    22: {"age_at_follow_up": 30, "total_sanctions": 2, "non_contact": 3},
    30: {"adult_contact": 3, "child_contact": 3, "non_contact": 3},
    36: {"adult_contact": 3, "child_contact": 3, "non_contact": 3, "total_sanctions": 2},
}


@by_rows(REDUCTION)
def test_offence_free_years(points, offence_free_years, band):
    facts = replace(NOTHING, **FOR_POINTS[points], offence_free_years=offence_free_years)

    dc = judge_predictor(facts, rule=RULE).dc

    assert (dc.points, dc.band) == (points, band)


@by_rows(INDIRECT)
def test_images_and_indirect_contact(
    image, child_contact, adult_contact, non_contact, percentage, band
):
    facts = replace(
        NOTHING,
        image=image,
        child_contact=child_contact,
        adult_contact=adult_contact,
        non_contact=non_contact,
    )

    iic = judge_predictor(facts, rule=RULE).iic

    assert (iic.points, iic.band) == (None, band)
    assert iic.probability == pytest.approx(percentage / 100, rel=1e-12)


@by_rows(SCOPE)
def test_scope(sex, image, adult_contact, direct_contact, images):
    facts = replace(NOTHING, sex=sex, image=image, adult_contact=adult_contact)

    predictor = judge_predictor(facts, rule=RULE)

    assert [each.outcome for each in predictor.decisions] == [direct_contact, images]


@by_rows(MISSING)
def test_missing_facts(not_known, direct_contact, named_as_missing, images):
    man = replace(NOTHING, age_at_follow_up=40, age_at_last_sexual_sanction=18)

    dc, iic = judge_predictor(replace(man, **dict.fromkeys(not_known)), rule=RULE).decisions

    assert (dc.outcome, iic.outcome) == (direct_contact, images)
    assert dc.missing == tuple(f"static_risk.osp.{name}" for name in named_as_missing)


def test_a_band_that_no_missing_item_can_change_comes_without_points():
    dc = judge_predictor(replace(NOTHING, stranger=None), rule=RULE).dc

    assert (dc.points, dc.probability, dc.band) == (None, None, "low")


def test_every_reason_has_its_sentence_and_says_that_no_horizon_is_published():
    words = words_of(CATALOGUE)
    decisions = judge_predictor(replace(NOTHING, age_at_follow_up=18, adult_contact=3), rule=RULE)

    for decision in decisions.decisions:
        sentences = [words.reason(each) for each in decision.reasons]
        assert any("not published" in each for each in sentences)
        assert decision.grade == "verified"
