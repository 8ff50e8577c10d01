from dataclasses import replace

import pytest

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.social_desirability import (
    DesirabilityAdjustment,
    SocialDesirabilityRule,
    judge_social_desirability,
)
from tests.programme.profile import rule, score, shipped, texts

RULE = rule(SocialDesirabilityRule, "pds-desirability")
SCALE = "pds/impression-management"
CORRECTED = replace(
    RULE,
    adjustment=(DesirabilityAdjustment(scale="bis-11/total", coefficient=-0.5, norm_mean=6.0),),
)


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        (0, "not_indicated"),
        (8, "not_indicated"),
        (9, "possibly_favourable"),
        (12, "possibly_favourable"),
        (13, "probably_favourable"),
        (20, "probably_favourable"),
    ],
)
def test_a_score_above_a_cut_off_is_read_by_it(raw, reading):
    result = judge_social_desirability([score(SCALE, raw)], rule=RULE)

    assert (result.reading, result.decision.outcome) == (reading, reading)
    assert texts(result.decision)


def test_the_score_is_shown_while_its_reading_awaits_adoption():
    unadopted = rule(SocialDesirabilityRule, "pds-desirability", NO_ADOPTIONS)

    result = judge_social_desirability([score(SCALE, 13)], rule=unadopted)

    assert (result.score.raw, result.reading) == (13, None)
    assert result.decision.outcome == "awaiting_adoption"


def test_a_scale_that_was_not_given_is_named():
    nothing = judge_social_desirability([], rule=RULE).decision

    assert (nothing.outcome, nothing.missing) == ("cannot_decide", ("instrument[pds]",))


def test_a_site_may_load_a_correction_which_is_shown_beside_the_score():
    result = judge_social_desirability(
        [score(SCALE, 10), score("bis-11/total", 60), score("iri/fantasy", 9)], rule=CORRECTED
    )

    (adjusted,) = result.adjusted
    assert (adjusted.scale, adjusted.raw, adjusted.adjusted) == ("bis-11/total", 60, 62.0)
    assert "used for nothing else" in texts(result.decision)[-1]


def test_no_coefficient_is_shipped():
    assert [each.adjustment for each in shipped(SocialDesirabilityRule)] == [()]


def test_cut_offs_out_of_order_and_corrections_twice_are_faults():
    backwards = replace(RULE, cut_off=RULE.cut_off[::-1])
    twice = replace(CORRECTED, adjustment=CORRECTED.adjustment * 2)

    assert [f.path for f in backwards.faults()] == ["cut_off"]
    assert {f.path for f in twice.faults()} == {"adjustment[bis-11/total]"}
    assert not list(CORRECTED.faults())
