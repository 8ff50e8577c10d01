"""The rules of follow-up, one person at a time. Everybody is followed to day 1000."""

import numpy as np
import pytest

from desist.evaluation.cohort.time_at_risk import (
    Calendar,
    at_horizon,
    first_days,
    last_days,
    rules_of,
    spell_ends,
)
from tests.evaluation.cohort.by_hand import away, cohort, offence, person, plan

ONE = [person("p001", "treated")]


def rows_of(outcomes=(), liberty=(), *, from_day=0, outcome="image", **changed):
    """The spells of one person as (start, time, event)."""
    given = cohort(ONE, outcomes, liberty)
    calendar = Calendar(given, plan(**changed))
    offences = calendar.offences(given, plan(**changed))
    spells = calendar.spells(first_days(offences, outcome, 1), from_day=from_day)
    return list(zip(spells.start, spells.time, spells.event, strict=True)), offences


def test_whoever_has_nothing_is_followed_until_offences_could_no_longer_be_proved():
    assert rows_of()[0] == [(0, 1000, 0)]


def test_the_first_offence_ends_the_follow_up():
    assert rows_of([offence("p001", 400), offence("p001", 300)])[0] == [(0, 300, 1)]


def test_an_offence_on_or_before_day_0_is_no_reconviction():
    rows, offences = rows_of([offence("p001", 0), offence("p001", -20, proved=50)])

    assert rows == [(0, 1000, 0)]
    assert offences.pseudo == 2


def test_custody_is_a_gap_and_its_first_day_counts_as_at_liberty():
    assert rows_of(liberty=[away("p001", 100, 200)])[0] == [(0, 100, 0), (199, 1000, 0)]
    assert rows_of([offence("p001", 100)], [away("p001", 100, 200)])[0] == [(0, 100, 1)]
    assert rows_of([offence("p001", 200)], [away("p001", 100, 200)])[0] == [
        (0, 100, 0), (199, 200, 1),
    ]  # fmt: skip


def test_an_offence_while_away_is_counted_apart():
    rows, offences = rows_of([offence("p001", 150)], [away("p001", 100, 200)])

    assert rows == [(0, 100, 0), (199, 1000, 0)]
    assert offences.away == 1


def test_gaps_that_overlap_are_one_and_one_on_day_0_delays_entry():
    liberty = [away("p001", -30, 10), away("p001", 5, 50, "recall")]

    assert rows_of(liberty=liberty)[0] == [(49, 1000, 0)]


def test_an_open_removal_ends_the_time_at_risk():
    assert rows_of(liberty=[away("p001", 400, None, "removal")])[0] == [(0, 400, 0)]


def test_death_is_a_competing_event_but_not_after_the_offence():
    death = [away("p001", 500, None, "death")]

    assert rows_of(liberty=death)[0] == [(0, 500, 2)]
    assert rows_of([offence("p001", 300)], death)[0] == [(0, 300, 1)]


def test_from_a_landmark_earlier_events_leave_nobody_at_risk():
    assert rows_of([offence("p001", 300)], from_day=365)[0] == []
    assert rows_of([offence("p001", 500)], from_day=365)[0] == [(365, 500, 1)]


def test_a_breach_is_no_part_of_any_offence_and_cautions_as_planned():
    breach = [offence("p001", 300, kind="breach")]
    caution = [offence("p001", 300, disposal="caution")]

    assert rows_of(breach, outcome="any")[0] == [(0, 1000, 0)]
    assert rows_of(breach, outcome="breach")[0] == [(0, 300, 1)]
    assert rows_of(caution)[0] == [(0, 300, 1)]
    assert rows_of(caution, cautions_count=False)[0] == [(0, 1000, 0)]


@pytest.mark.parametrize(("day", "proved", "counts"), [
    (365, 365 + 183, 1), (366, 400, 0), (300, 365 + 184, 0), (10, 20, 1),
])  # fmt: skip
def test_within_a_horizon_an_offence_must_be_committed_in_it_and_proved_in_time(
    day, proved, counts
):
    given = cohort(ONE, [offence("p001", day, proved=proved)])
    calendar = Calendar(given, plan())
    found = at_horizon(
        calendar, calendar.offences(given, plan()), "image", days=365, plan=plan()
    )  # fmt: skip

    assert found.is_followed.tolist() == [True]
    assert found.count.tolist() == [counts]


def test_whoever_is_not_followed_for_all_of_a_horizon_is_not_counted():
    given = cohort(ONE)
    found = at_horizon(
        Calendar(given, plan()), Calendar(given, plan()).offences(given, plan()), "image",
        days=1001, plan=plan(),
    )  # fmt: skip

    assert not found.is_followed.any()


def test_the_last_spell_says_how_a_person_ends():
    people = [*ONE, person("p002", "control"), person("p003", "control")]
    given = cohort(
        people, [offence("p001", 300)], [away("p001", 100, 200), away("p003", -10, None)]
    )  # fmt: skip
    calendar = Calendar(given, plan())
    spells = calendar.spells(first_days(calendar.offences(given, plan()), "image", 3))

    assert spell_ends(spells, 3).tolist() == [1, 0, -1]
    assert last_days(spells, 3).tolist() == [300, 1000, np.inf]


def test_every_rule_is_a_sentence_with_the_plans_own_figures():
    rules = rules_of(plan(cautions_count=False))

    assert all(rule.endswith(".") for rule in rules.values())
    assert "183 days" in rules["horizon"]
    assert "cautions are left out" in rules["outcome"]
