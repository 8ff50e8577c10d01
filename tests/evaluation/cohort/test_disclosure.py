"""Counts beside each other betray no small one. Oracle: the subtraction that a reader would do."""

from desist.evaluation.cohort.disclosure import guarded
from desist.evaluation.cohort.effect import OutcomeAtHorizon
from desist.evaluation.two_group import two_group


def at(days, treated, control, *, n=(200, 200), whom="allocated", hidden=False):
    return OutcomeAtHorizon(
        outcome="image", role="primary", whom=whom, horizon_days=days, treated_n=n[0],
        control_n=n[1], is_suppressed=hidden, frequency=None, days_to_first=None,
        comparison=None if hidden else two_group(treated, n[0], control, n[1]),
    )  # fmt: skip


def shown(found):
    return [
        (each.horizon_days, each.whom)
        for each in guarded(found, primary=730, smallest=5) if not each.is_suppressed
    ]  # fmt: skip


def test_a_step_of_two_people_between_two_horizons_is_not_printed():
    found = [at(365, 8, 20), at(730, 10, 30), at(1461, 20, 40)]

    assert shown(found) == [(730, "allocated"), (1461, "allocated")]


def test_a_horizon_is_compared_with_every_other_that_is_printed_not_with_the_next_alone():
    found = [at(365, 12, 20), at(730, 20, 30), at(1461, 22, 40), at(1826, 24, 50)]

    # By four years two more, by five years four more than at the primary horizon.
    assert shown(found) == [(365, "allocated"), (730, "allocated")]


def test_no_step_and_a_large_step_tell_nothing():
    found = [at(365, 10, 20), at(730, 10, 20), at(1461, 15, 25)]

    assert len(shown(found)) == 3


def test_where_many_left_in_between_a_difference_is_no_count():
    assert len(shown([at(730, 20, 30), at(1826, 22, 28, n=(120, 110))])) == 2


def test_completers_are_withheld_with_dropouts():
    found = [
        at(730, 20, 30), at(730, 16, 30, whom="completers"), at(730, 0, 0, whom="dropouts",
        hidden=True),
    ]  # fmt: skip

    assert shown(found) == [(730, "allocated")]
