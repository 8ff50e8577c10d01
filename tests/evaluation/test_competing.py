"""Competing risks as one result.

Oracles: R 4.2.2, survival 3.5-3 and cmprsk 2.2-11 (oracles/competing.R on oracles/cohort.csv).
"""

import numpy as np
import pytest

from desist.evaluation.competing import CompetingOptions, People, competing
from desist.evaluation.unusable_data import UnusableData
from tests.evaluation import oracle

COHORT = oracle.columns("cohort")
ROWS = oracle.rows("competing")
NAMES = ("age", "prior", "treated", "online")


def computed(*, late=False, scale="log-log"):
    people = People(
        by=COHORT["treated"].astype(int), covariates={name: COHORT[name] for name in NAMES}
    )
    return competing(
        COHORT["time"],
        COHORT["event"],
        start=COHORT["start"] if late else None,
        people=people,
        options=CompetingOptions(at=(10, 52, 104, 200), scale=scale),
    )


@pytest.mark.parametrize("scale", ["log-log", "log", "plain"])
@pytest.mark.parametrize("late", [False, True])
def test_intervals_of_the_incidence_agree_with_r(scale, late):
    groups = {float(each.group): each for each in computed(late=late, scale=scale).groups}
    seen = 0
    for row in ROWS:
        if (row["what"], row["entry"] == "late") != (f"incidence {scale}", late):
            continue
        found = next(
            each
            for each in groups[row["group"]].at
            if (each.cause, each.time) == (row["cause"], float(row["name"]))
        )
        seen += 1
        assert found.estimate == pytest.approx(row["value"], rel=1e-10)
        assert (found.low, found.high) == pytest.approx((row["low"], row["high"]), rel=1e-8)
    assert seen == 16


@pytest.mark.parametrize("late", [False, True])
def test_cause_specific_models_agree_with_r(late):
    models = computed(late=late).cause_specific
    for row in ROWS:
        if (row["what"], row["entry"] == "late") == ("cause_specific", late):
            found = models[str(int(row["cause"]))].coefficients[row["name"]]
            assert found.coef == pytest.approx(row["value"], abs=1e-8)
            assert found.se == pytest.approx(row["se"], rel=1e-7)


def test_all_methods_are_there_where_people_are_followed_from_the_start():
    result = computed()

    assert set(result.gray) == {"1", "2"}
    assert result.fine_gray.coefficients["prior"].coef == pytest.approx(0.296272524313427, abs=1e-8)
    assert result.refused == {}


def test_methods_without_a_witness_are_refused_by_name_where_people_enter_late():
    result = computed(late=True)

    assert (result.gray, result.fine_gray) == (None, None)
    assert set(result.refused) == {"gray", "fine_gray"}
    assert any("gray was not done" in each for each in result.warnings)
    assert result.groups[0].at[0].estimate > 0


def test_no_event_yet_is_nought_without_an_interval_and_says_so():
    found = competing([5, 6, 9], [1, 2, 0], options=CompetingOptions(at=(3, 20))).groups[0].at

    assert (found[0].estimate, found[0].low) == (0, None)
    assert "no event 1 by 3" in found[0].warnings[0]
    assert found[1].estimate is None
    assert "nobody was followed to 20" in found[1].warnings[0]


def test_a_group_without_an_event_is_said():
    result = competing([1, 2, 3, 4], [1, 2, 1, 0], people=People(by=["a", "a", "b", "b"]))

    assert any("in group 'b' nobody has event 2" in each for each in result.warnings)
    assert result.gray["2"].p is None or 0 <= result.gray["2"].p <= 1


def test_nobody_with_the_event_of_interest_is_refused():
    with pytest.raises(UnusableData, match="nobody has event 3"):
        competing([1, 2], [1, 2], options=CompetingOptions(cause=3))


def test_a_separated_covariate_is_no_figure_in_either_model():
    time = np.arange(1.0, 41.0)
    event = np.where(np.arange(40) % 2 == 0, 1, 2)
    never = np.where(event == 1, 0, np.arange(40) % 4 == 1)
    result = competing(time, event, people=People(covariates={"never": never}))

    assert result.fine_gray.coefficients["never"].coef is None
    assert "separation" in result.fine_gray.warnings[0]
