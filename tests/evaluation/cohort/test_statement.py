"""What may be said, with harm and benefit of one size, and never more than the data show."""

import pytest

from desist.evaluation.cohort.effect import OutcomeAtHorizon
from desist.evaluation.cohort.statement import horizon_words, statement_of
from desist.evaluation.two_group import two_group


def said(treated, control, n=1000):
    comparison = None if treated is None else two_group(treated, n, control, n)
    return statement_of(
        OutcomeAtHorizon(
            outcome="image", role="primary", whom="allocated", horizon_days=730, treated_n=n,
            control_n=n, is_suppressed=comparison is None, comparison=comparison, frequency=None,
            days_to_first=None,
        )
    )  # fmt: skip


def everything(statement):
    return " ".join([statement.headline, statement.for_100, *statement.can_say])


def test_no_evidence_of_an_effect_is_never_called_no_effect():
    statement = said(50, 52)

    assert statement.verdict == "inconclusive"
    assert "no effect" not in everything(statement)
    assert "that the programme has no effect" in statement.cannot_say
    assert any("no evidence" in each and "benefit and of harm" in statement.can_say[1]
               for each in statement.can_say)  # fmt: skip


def test_harm_and_benefit_are_said_in_the_same_words():
    benefit, harm = said(20, 60), said(60, 20)

    assert (benefit.verdict, harm.verdict) == ("fewer", "more")
    assert benefit.headline.replace("Fewer", "More") == harm.headline
    assert [each.replace(" less ", " more ") for each in benefit.can_say] == list(harm.can_say)
    assert benefit.cannot_say == harm.cannot_say


def test_the_sentence_for_100_people_gives_both_limits():
    assert "between 5.8 and 2.3 fewer" not in said(20, 60).for_100
    assert said(20, 60).for_100.endswith("between 2.3 and 5.8 fewer.")
    assert said(60, 20).for_100.endswith("between 2.3 and 5.8 more.")
    assert " fewer and " in said(50, 52).for_100


@pytest.mark.parametrize("counts", [(50, 52), (20, 60), (60, 20), (None, None)])
def test_nothing_is_called_reoffending_or_caused(counts):
    statement = said(*counts)

    assert "reoffend" not in everything(statement)
    assert "caused" not in everything(statement)
    assert any("caused" in each for each in statement.cannot_say)


def test_what_is_withheld_is_said_to_be():
    assert said(None, None).verdict == "withheld"


@pytest.mark.parametrize(("days", "words"), [
    (365, "1 year"), (730, "2 years"), (1461, "4 years"), (1826, "5 years"), (100, "100 days"),
])  # fmt: skip
def test_horizons_are_years_where_they_are_whole(days, words):
    assert horizon_words(days) == words
