from datetime import date

import pytest

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.programme.entry import Grade
from desist.programme.instrument import Instrument
from desist.programme.scoring import accept_scale_scores, score_answers

CATALOGUE = load_catalogue()
TODAY = date(2026, 3, 3)


def instrument(id_, adoptions=NO_ADOPTIONS):
    return CATALOGUE.in_force(Instrument, id_, on=TODAY, adoptions=adoptions)


def the_same(answer, items, **others):
    return dict.fromkeys(range(1, items + 1), answer) | {
        int(k.removeprefix("item_")): v for k, v in others.items()
    }


def test_a_reversed_item_counts_the_other_way_round():
    bis = instrument("bis-11")

    lowest = score_answers(the_same(1, 30), instrument=bis).score_of("total")
    one_reversed_item_higher = score_answers(the_same(1, 30, item_7=4), instrument=bis)

    assert lowest.raw == 19 * 1 + 11 * 4
    assert one_reversed_item_higher.score_of("total").raw == lowest.raw - 3


def test_nothing_answered_is_no_score_and_not_zero():
    scored = score_answers({}, instrument=instrument("iri"))

    assert [each.raw for each in scored.scales] == [None] * 4
    assert scored.decision.outcome == "unscorable"
    assert len(scored.decision.missing) == 28


def test_a_missing_answer_leaves_the_scales_that_do_not_need_it():
    answers = the_same(2, 30)
    del answers[7]

    scored = score_answers(answers, instrument=instrument("bis-11"))

    assert scored.score_of("total").raw is None
    assert scored.score_of("non-planning").missing == (7,)
    assert scored.score_of("motor").raw == 23
    assert scored.decision.outcome == "partly_scored"
    assert scored.decision.missing == ("instrument[bis-11].responses.7",)


def test_an_unverified_key_gives_no_raw_score_until_it_is_adopted():
    answers = the_same(1, 40)

    without = score_answers(answers, instrument=instrument("ansie"))
    adopted = score_answers(answers, instrument=instrument("ansie", EVERYTHING))

    assert without.decision.outcome == "awaiting_adoption"
    assert without.score_of("total").raw is None
    assert [each.id for each in without.decision.awaiting] == ["ansie"]
    assert adopted.score_of("total").raw == 24
    assert adopted.score_of("total").grade is Grade.UNVERIFIED


def test_where_several_orders_are_printed_one_must_be_named():
    with pytest.raises(ValueError, match="form_order is not named"):
        score_answers(the_same(0, 10), instrument=instrument("rosenberg"))


def test_the_two_orders_of_rosenberg_score_the_same_answers_differently():
    rosenberg = instrument("rosenberg", EVERYTHING)
    answers = the_same(0, 10, item_2=3, item_6=3)

    raw = {
        order: score_answers(answers, instrument=rosenberg, form_order=order).score_of("total").raw
        for order in ("satisfied-first", "worth-first")
    }

    assert raw == {"satisfied-first": 9, "worth-first": 21}


def test_entered_scale_scores_are_taken_as_they_are():
    scored = accept_scale_scores({"total": 47}, instrument=instrument("ucla-loneliness-1980"))

    total = scored.score_of("total")
    assert (total.raw, total.entered, total.low, total.high) == (47, True, 20, 80)
    assert scored.decision.outcome == "scored"


def test_an_entered_score_outside_the_range_is_refused():
    with pytest.raises(ValueError, match=r"scales\.total is 81"):
        accept_scale_scores({"total": 81}, instrument=instrument("ucla-loneliness-1980"))
