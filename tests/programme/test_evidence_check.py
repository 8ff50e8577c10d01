"""What the check finds in records made for it, and what it leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from desist.programme.evidence import (
    DateClaim,
    DoseClaim,
    EvidenceRecord,
    FollowUp,
    GrowthClaim,
    ObservedExpectedClaim,
    OddsRatioClaim,
    ProportionClaim,
    QuantityClaim,
    Sample,
    Study,
)
from desist.programme.evidence_check import inconsistencies
from desist.programme.evidence_recomputed import recompute
from desist.programme.odds_ratio import TwoByTwo

CLAIM = {"study": "a-study", "says": "something", "printed": "as printed"}
SAMPLE = Sample(id="sample", n=201, population="people", **CLAIM)
SHARE = ProportionClaim(
    id="share", sample="sample", outcome="any", percentage="17", about="share", **CLAIM
)
RATIO = ObservedExpectedClaim(
    id="ratio",
    sample="sample",
    outcome="any",
    times_expected="0.50",
    observed=50,
    expected=100.0,
    about="ratio",
    **CLAIM,
)
GROWTH = GrowthClaim(
    id="growth",
    outcome="convictions",
    first_year=2000,
    first=100,
    last_year=2004,
    last=150,
    percentage="50",
    called="increase",
    **CLAIM,
)
DAY = DateClaim(id="day", earliest=date(2006, 12, 1), latest=date(2006, 12, 31), **CLAIM)
DOSE = DoseClaim(
    id="dose", format="individual", sessions=20, to_sessions=30, minutes=90, about="dose", **CLAIM
)
ODDS = OddsRatioClaim(
    id="odds",
    outcome="any",
    ratio="4",
    table=TwoByTwo(group_with=10, group_without=20, other_with=5, other_without=40),
    **CLAIM,
)


def record(**tables):
    return EvidenceRecord(
        id="record",
        title="A record",
        version=1,
        in_force_from=date(2008, 1, 1),
        source="made for a test",
        licence="MIT",
        grade="authored",
        study=(Study(id="a-study", citation="A study"),),
        **({"sample": (SAMPLE,)} | tables),
    )


def found(*records):
    return [(each.reason.code, each.claims) for each in inconsistencies(records)]


def codes(*records):
    return [code for code, _ in found(*records)]


def test_claims_that_agree_with_themselves_and_each_other_are_left_alone():
    whole = record(
        proportion=(SHARE,),
        observed_expected=(RATIO,),
        growth=(GROWTH,),
        date=(DAY,),
        dose=(DOSE,),
        odds_ratio=(ODDS,),
    )

    assert list(whole.faults()) == []
    assert found(whole) == []


def test_a_percentage_of_which_no_count_exists():
    assert found(record(proportion=(replace(SHARE, percentage="6.6"),))) == [
        ("evidence.percentage_unattainable", ("share",))
    ]


def test_the_nearest_sample_is_none_where_no_smaller_one_would_do():
    (found,) = inconsistencies([record(proportion=(replace(SHARE, percentage="0.1"),))])

    assert found.reason.values["nearest"] is None


def test_a_count_that_is_another_percentage():
    assert codes(record(proportion=(replace(SHARE, count=34),))) == []
    assert codes(record(proportion=(replace(SHARE, count=40),))) == [
        "evidence.count_unlike_percentage"
    ]


def test_percentages_that_give_away_a_smaller_denominator():
    smaller = replace(SAMPLE, id="smaller", n=198, drawn_from="sample")
    telling = replace(SHARE, id="telling", sample="smaller", percentage="6.6")
    silent = replace(SHARE, id="silent", sample="smaller", percentage="22", about="other")

    assert found(record(sample=(SAMPLE, smaller), proportion=(telling, silent))) == [
        ("evidence.only_attainable_in_smaller_sample", ("smaller", "sample", "telling"))
    ]


def test_a_part_that_is_larger_than_its_whole():
    part = replace(SAMPLE, id="part", n=300, part_of="sample")

    assert found(record(sample=(SAMPLE, part))) == [
        ("evidence.part_larger_than_whole", ("part", "sample"))
    ]


def test_a_weighted_estimate_gets_no_count_and_no_interval():
    estimate = replace(SAMPLE, weighted_estimate=True)
    whole = record(sample=(estimate,), proportion=(replace(SHARE, percentage="6.6"),))
    recomputed = recompute(whole, whole.proportion[0])

    assert codes(whole) == ["evidence.weighted_estimate_printed_as_sample"]
    assert recomputed.figures["interval"] is None
    assert recomputed.figures["lowest_count"] is None
    assert [each.code for each in recomputed.remarks] == [
        "evidence.no_interval_for_weighted_estimate"
    ]


def test_a_percentage_of_nobody_knows_how_many_gets_no_interval():
    whole = record(sample=(replace(SAMPLE, n=None),), proportion=(SHARE,))
    recomputed = recompute(whole, SHARE)

    assert recomputed.figures["interval"] is None
    assert [each.code for each in recomputed.remarks] == ["evidence.no_interval_without_n"]


def test_the_interval_of_a_rounded_percentage_reaches_over_all_its_counts():
    recomputed = recompute(record(), replace(SHARE, follow_up=FollowUp(years=2.5))).figures

    assert (recomputed["lowest_count"], recomputed["highest_count"]) == (34, 35)
    assert recomputed["interval"]["low"] == recomputed["at_lowest_count"]["low"]
    assert recomputed["interval"]["high"] == recomputed["at_highest_count"]["high"]
    # 201 people for 2.5 years are 502.5 person-years.
    assert recomputed["per_100_person_years"] == pytest.approx([100 * 34 / 502.5, 100 * 35 / 502.5])


def test_unequal_follow_up_is_no_rate_and_is_said():
    varied = replace(SHARE, follow_up=FollowUp(years=2, to_years=4), outcome_stated=False)
    recomputed = recompute(record(), varied)

    assert "per_100_person_years" not in recomputed.figures
    assert [each.code for each in recomputed.remarks] == [
        "evidence.outcome_not_stated",
        "evidence.follow_up_varies",
    ]


def test_an_increase_is_not_a_ratio():
    assert codes(record(growth=(replace(GROWTH, percentage="150"),))) == [
        "evidence.growth_misstated"
    ]
    assert codes(record(growth=(replace(GROWTH, percentage="150", called="ratio"),))) == []


def test_an_approximate_figure_may_be_off_by_half_its_last_digit_and_no_more():
    about = replace(GROWTH, first=238, last=1296, percentage="500", approximately=True)

    assert codes(record(growth=(about,))) == ["evidence.growth_misstated"]
    assert codes(record(growth=(replace(about, percentage="400"),))) == []


def test_no_interval_of_observed_to_expected_without_both_counts():
    for gone in ({"observed": None}, {"expected": None}):
        recomputed = recompute(record(), replace(RATIO, **gone))
        assert recomputed.figures["interval"] is None
        assert [each.code for each in recomputed.remarks] == [
            "evidence.no_interval_without_both_counts"
        ]
    assert recompute(record(), RATIO).figures["interval"]["method"] == "exact Poisson"


def test_a_ratio_that_its_own_counts_contradict():
    assert codes(record(observed_expected=(replace(RATIO, observed=60),))) == [
        "evidence.ratio_unlike_counts"
    ]


def test_completers_are_never_taken_for_everyone():
    recomputed = recompute(record(), replace(RATIO, completers_only=True))

    assert [each.code for each in recomputed.remarks] == ["evidence.completers_only"]


def test_two_ratios_for_one_thing():
    below = replace(
        RATIO, id="below", times_expected=None, percentage_below="61", observed=None, expected=None
    )
    half = replace(RATIO, times_expected="0.5", approximately=True)
    agreeing = replace(below, percentage_below="52")
    with_rate = replace(half, rate="share")

    assert found(record(observed_expected=(below, half))) == [
        ("evidence.ratios_disagree", ("below", "ratio"))
    ]
    assert codes(record(observed_expected=(agreeing, half))) == []
    whole = record(observed_expected=(below, with_rate), proportion=(SHARE,))
    (only,) = inconsistencies([whole])
    assert only.reason.code == "evidence.ratios_disagree_on_rate"
    assert only.reason.values["this_expected"] == pytest.approx(17 / 0.39)
    assert only.reason.values["that_expected"] == pytest.approx(17 / 0.5)


def test_an_odds_ratio_that_its_table_contradicts():
    assert codes(record(odds_ratio=(replace(ODDS, ratio="3"),))) == [
        "evidence.odds_ratio_unlike_table"
    ]
    recomputed = recompute(record(), replace(ODDS, table=None))
    assert [each.code for each in recomputed.remarks] == ["evidence.no_interval_without_table"]


def test_two_doses_of_one_programme():
    group = replace(DOSE, id="group", format="group", sessions=35, to_sessions=None, minutes=120)
    overlapping = replace(group, sessions=22)

    assert codes(record(dose=(DOSE, group))) == ["evidence.doses_differ"]
    assert codes(record(dose=(DOSE, overlapping))) == []


def test_dates_out_of_order_and_dates_that_differ_between_records():
    earlier = replace(DAY, id="earlier", earliest=date(2007, 6, 1), latest=date(2007, 6, 30))
    later = replace(DAY, after=("earlier",))
    one = record(date=(replace(DAY, about="accreditation"),))
    other = replace(record(date=(replace(earlier, about="accreditation"),)), id="other")

    assert found(record(date=(earlier, later))) == [
        ("evidence.dates_out_of_order", ("day", "earlier"))
    ]
    assert found(one, other) == [("evidence.dates_disagree", ("day", "earlier"))]


def test_two_figures_for_one_quantity():
    one = QuantityClaim(id="one", quantity="1200", unit="people", about="completions", **CLAIM)
    about = replace(one, id="about", quantity="1000", approximately=True)

    assert codes(record(quantity=(one, about))) == []
    assert codes(record(quantity=(one, replace(about, approximately=False)))) == [
        "evidence.figures_disagree"
    ]


@pytest.mark.parametrize(
    ("tables", "path"),
    [
        ({"proportion": (replace(SHARE, sample="nobody"),)}, "proportion[share].sample"),
        ({"proportion": (replace(SHARE, study="none"),)}, "proportion[share].study"),
        ({"proportion": (replace(SHARE, percentage="17%"),)}, "proportion[share].percentage"),
        ({"proportion": (replace(SHARE, percentage="101"),)}, "proportion[share].percentage"),
        ({"proportion": (replace(SHARE, count=202),)}, "proportion[share].count"),
        (
            {"proportion": (replace(SHARE, follow_up=FollowUp(years=4, to_years=2)),)},
            "proportion[share].follow_up",
        ),
        ({"sample": (replace(SAMPLE, n=0),)}, "sample[sample].n"),
        ({"sample": (replace(SAMPLE, drawn_from="sample"),)}, "sample[sample].drawn_from"),
        ({"growth": (replace(GROWTH, last_year=2000),)}, "growth[growth].last_year"),
        ({"growth": (replace(GROWTH, first=0),)}, "growth[growth].first"),
        (
            {"observed_expected": (replace(RATIO, percentage_below="50"),)},
            "observed_expected[ratio]",
        ),
        ({"observed_expected": (replace(RATIO, rate="none"),)}, "observed_expected[ratio].rate"),
        ({"dose": (replace(DOSE, to_sessions=10),)}, "dose[dose].to_sessions"),
        ({"date": (replace(DAY, latest=date(2006, 1, 1)),)}, "date[day].latest"),
        ({"date": (replace(DAY, after=("never",)),)}, "date[day].after"),
        ({"proportion": (SHARE, SHARE)}, "claim[share]"),
    ],
)
def test_a_record_that_cannot_be_read_as_claims_says_where(tables, path):
    assert [fault.path for fault in record(**tables).faults()] == [path]
