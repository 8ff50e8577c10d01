"""The evidence check as tables: what printed figures may stand for, and what the article says."""

from desist.catalogue.load import load_catalogue
from desist.cli.evidence import newest_records
from desist.programme.evidence_check import inconsistencies
from desist.programme.growth import growth_between
from desist.programme.printed_figure import span_of
from desist.programme.proportion import attainable_counts, wilson_interval
from desist.programme.summary_statistics import Summary, summary_problems
from tests.rulebook.chapter import Chapter, Table, by_rows

RECORDS = newest_records(load_catalogue())

COUNTS = Table(
    title="Counts behind a percentage",
    explanation=(
        "The whole numbers of the sample that round to the percentage as printed; a half may have "
        "been rounded either way."
    ),
    given=("percentage", "n"),
    expected=("counts",),
    rows=(
        ("10", 341, (33, 34, 35)),
        ("17", 201, (34, 35)),
        ("6", 201, (12, 13)),
        ("4", 201, (8, 9)),
        ("6.6", 198, (13,)),
        ("7.1", 198, (14,)),
        ("6.6", 201, ()),
        ("7.1", 201, ()),
        ("22", 198, (43, 44)),
        ("8", 90, (7,)),
        ("12.5", 8, (1,)),
    ),
)

WILSON = Table(
    title="Wilson interval of a count",
    explanation="95%, in per cent. Of several possible counts the interval reaches over all.",
    given=("count", "n"),
    expected=("low", "high"),
    rows=(
        (33, 341, 6.97, 13.28),
        (35, 341, 7.47, 13.94),
        (13, 198, 3.88, 10.91),
        (14, 198, 4.26, 11.52),
        (7, 90, 3.82, 15.19),
        (0, 10, 0.0, 27.75),
        (10, 10, 72.25, 100.0),
    ),
)

GROWTH = Table(
    title="Growth",
    explanation=(
        "Times as many, per cent more, and per cent a year are three figures: each is given under "
        "its own name."
    ),
    given=("first", "last", "years"),
    expected=("times", "per cent more", "per cent a year", "years to double"),
    rows=(
        (238, 1296, 6, 5.45, 444.5, 32.6, 2.45),
        (100, 200, 1, 2.0, 100.0, 100.0, 1.0),
        (100, 100, 3, 1.0, 0.0, 0.0, "never"),
        (200, 100, 1, 0.5, -50.0, -50.0, "never"),
    ),
)

SUMMARIES = Table(
    title="Mean, standard deviation and range of whole numbers",
    explanation=(
        "What makes a printed summary impossible. Whole numbers have a whole sum and a whole sum "
        "of squares, odd together or even together; both ends of a range occur in the sample."
    ),
    given=("n", "mean", "SD", "lowest", "highest"),
    expected=("impossible because",),
    rows=(
        (28, "5.18", "1.34", None, None, ()),
        (28, "5.19", "1.34", None, None, ("mean_unattainable",)),
        (123, ".40", "1.3", 0, 0, ("range_without_spread",)),
        (123, ".40", "1.3", 0, 4, ("spread_impossible_in_range",)),
        (123, ".40", "1.3", 0, 5, ()),
        (123, ".10", ".57", 0, 5, ("sd_unattainable",)),
        (122, ".10", ".57", 0, 5, ()),
        (10, "6.0", "1.0", 0, 5, ("mean_outside_range",)),
        (10, "2.0", "2.36", 0, 4, ("spread_impossible_in_range",)),
        (4, "5.0", "4.08", 0, 10, ()),
        (4, "5.0", "3.56", 0, 10, ("spread_impossible_in_range",)),
    ),
)

FOUND = Table(
    title="What is found in the shipped records",
    explanation=(
        "Each is arithmetic on what is printed; none says who is wrong. `desist evidence check` "
        "says each in words."
    ),
    given=("claim",),
    expected=("inconsistency",),
    rows=(
        ("convictions-1999-2005", "growth_misstated"),
        ("obrien-webster-2005-prior-any", "range_without_spread"),
        ("obrien-webster-2005-prior-sexual", "sd_unattainable"),
        ("seto-eke-2006-sample", "only_attainable_in_smaller_sample"),
        ("wolak-2005-arrests", "weighted_estimate_printed_as_sample"),
        ("hollis-2007-below-predicted", "ratios_disagree_on_rate"),
        ("isotp-dose-individual", "doses_differ"),
        ("accredited-community", "dates_disagree"),
    ),
)

CHAPTER = Chapter(
    order=20,
    title="Evidence: what published figures can and cannot say",
    introduction=(
        "Every figure of the article is held as a claim, with its sample, outcome and follow-up, "
        "and recomputed. Some intervals are withheld on purpose: of a weighted estimate, of a "
        "percentage whose sample is not stated, of observed against expected without both counts."
    ),
    entries=("middleton-2008", "probation-circulars"),
    tables=(COUNTS, WILSON, GROWTH, SUMMARIES, FOUND),
)


@by_rows(COUNTS)
def test_counts_behind_a_percentage(percentage, n, counts):
    assert tuple(attainable_counts(percentage, n=n)) == counts


@by_rows(WILSON)
def test_wilson_interval(count, n, low, high):
    interval = wilson_interval(count, n=n)

    assert (round(100 * interval.low, 2), round(100 * interval.high, 2)) == (low, high)


@by_rows(GROWTH)
def test_growth(first, last, years, times, per_cent_more, per_cent_a_year, years_to_double):
    growth = growth_between(first, last, years=years)

    assert round(growth.ratio, 2) == times
    assert round(100 * growth.increase, 1) == per_cent_more
    assert round(100 * growth.compound_rate, 1) == per_cent_a_year
    doubling = growth.doubling_years
    assert ("never" if doubling is None else round(doubling, 2)) == years_to_double


@by_rows(SUMMARIES)
def test_mean_deviation_and_range(n, mean, SD, lowest, highest, impossible_because):  # noqa: N803
    summary = Summary(n=n, mean=span_of(mean), sd=span_of(SD), lowest=lowest, highest=highest)

    assert tuple(summary_problems(summary)) == impossible_because


@by_rows(FOUND)
def test_what_is_found(claim, inconsistency):
    found = {
        each.claims[0]: each.reason.code.removeprefix("evidence.")
        for each in inconsistencies(RECORDS)
    }

    assert found[claim] == inconsistency


def test_nothing_else_is_found():
    assert len(inconsistencies(RECORDS)) == len(FOUND.rows)
