"""The invented cohort is the same for everybody, and fit for every job."""

import csv
from io import StringIO

from desist.evaluation.example_cohort import HORIZON, example_cohort


def people(**how):
    return list(csv.DictReader(StringIO(example_cohort(**how))))


def test_the_same_seed_invents_the_same_people():
    assert example_cohort(n=30) == example_cohort(n=30)
    assert example_cohort(n=30) != example_cohort(n=30, seed=1)


def test_everybody_is_at_risk_for_some_time_and_ends_in_some_way():
    rows = people()

    assert len(rows) == 500
    assert all(int(row["start"]) < int(row["days"]) for row in rows)
    assert {row["event"] for row in rows} == {"0", "1", "2"}


def test_an_outcome_is_unknown_only_of_those_who_left_before_the_horizon():
    for row in people():
        left = int(row["days"]) < HORIZON and row["event"] == "0"
        assert (row["reconvicted"] == "") == left
