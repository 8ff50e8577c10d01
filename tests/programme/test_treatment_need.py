from dataclasses import replace

import pytest

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.need_rule import NeedRule, StanceEffect
from desist.programme.stance import Stance
from desist.programme.treatment_need import NeedRating, judge_needs
from tests.programme.profile import rule, standing, texts

RULE = rule(NeedRule, "isotp-needs")
ACCEPTS = Stance(offence="accepts", appeal_pending=False)
LONELY = standing("ucla-loneliness-1980/total", 1.5, "problem")


def judged(*standings, ratings=None, stance=ACCEPTS, using=RULE):
    given = [
        NeedRating(need=need, value=value, evidence="said so")
        for need, value in (ratings or {}).items()
    ]
    return judge_needs(standings, ratings=given, stance=stance, rule=using)


def strengths(result):
    return {each.id: each.strength for each in result.needs if each.strength != "none"}


def evidence(result, need):
    return next(each.evidence for each in result.needs if each.id == need)


def test_all_sixteen_needs_are_always_answered_for():
    assert [each.id for each in judged().needs] == [
        "discrepancy-and-denial",
        "offence-supportive-thinking",
        "victim-awareness",
        "sex-as-coping",
        "intimacy-and-relationships",
        "emotional-regulation",
        "problem-solving",
        "self-esteem",
        "locus-of-control",
        "loneliness",
        "low-mood",
        "fantasy",
        "collecting",
        "online-communities",
        "impulsivity",
        "lifestyle-goals",
    ]


def test_ratings_count_although_no_scale_has_a_norm():
    without_norm = standing("ucla-loneliness-1980/total", None, "no_norm")

    assert strengths(judged(without_norm, ratings={"loneliness": 1})) == {"loneliness": "some"}
    assert strengths(judged(ratings={"sex-as-coping": 2})) == {"sex-as-coping": "strong"}


def test_a_need_with_neither_scale_nor_rating_says_so_and_asks_for_a_rating():
    result = judged(LONELY, ratings={"lifestyle-goals": 0})

    (nothing,) = evidence(result, "sex-as-coping")
    assert (nothing.kind, nothing.reason.code) == ("nothing", "need.no_scale")
    assert evidence(result, "fantasy")[0].reason.code == "need.nothing"
    assert "rating[sex-as-coping]" in result.decision.missing
    assert not {"rating[loneliness]", "rating[lifestyle-goals]"} & set(result.decision.missing)


def test_a_standing_that_awaits_adoption_does_not_count_and_is_said():
    waiting = standing("ucla-loneliness-1980/total", 3.0, "awaiting_adoption")

    result = judged(waiting)

    assert strengths(result) == {}
    assert [each.kind for each in evidence(result, "loneliness")] == ["scale", "nothing"]


@pytest.mark.parametrize(
    ("stance", "strength"),
    [
        (ACCEPTS, "none"),
        (Stance(), "none"),
        (Stance(offence="partly"), "some"),
        (Stance(offence="denies_arousal"), "some"),
        (Stance(offence="denies_offence"), "strong"),
        (Stance(offence="accepts", appeal_pending=True), "some"),
    ],
)
def test_the_stance_raises_discrepancy_and_denial_and_nothing_else(stance, strength):
    result = judged(stance=stance)

    raised = {} if strength == "none" else {"discrepancy-and-denial": strength}
    assert strengths(result) == raised


def test_stance_and_rating_together_are_strong():
    result = judged(stance=Stance(offence="partly"), ratings={"discrepancy-and-denial": 1})

    assert strengths(result) == {"discrepancy-and-denial": "strong"}
    assert [e.kind for e in evidence(result, "discrepancy-and-denial")] == ["stance", "rating"]


def test_nothing_is_said_before_the_rule_is_adopted():
    result = judged(LONELY, using=rule(NeedRule, "isotp-needs", NO_ADOPTIONS))

    assert (result.needs, result.decision.outcome) == ((), "awaiting_adoption")
    assert [each.id for each in result.decision.awaiting] == ["isotp-needs"]


@pytest.mark.parametrize(
    ("needs", "values"),
    [(("weather",), (1,)), (("fantasy",), (3,)), (("fantasy", "fantasy"), (1, 2))],
)
def test_a_rating_that_cannot_be_is_refused(needs, values):
    ratings = [
        NeedRating(need=need, value=value, evidence="")
        for need, value in zip(needs, values, strict=True)
    ]

    with pytest.raises(ValueError, match="rating"):
        judge_needs([], ratings=ratings, stance=ACCEPTS, rule=RULE)


def test_every_reason_has_its_words():
    words = ("problem", "normal", "beyond", "no_norm", "awaiting_adoption", None)
    stances = ("partly", "denies_arousal", "denies_offence")
    for word in words:
        standings = [standing(scale, 1.2, word) for scale in RULE.scales]
        for offence in stances:
            stance = Stance(offence=offence, appeal_pending=True)
            result = judged(*standings, stance=stance, ratings={"fantasy": 1})
            assert "None" not in "\n".join(texts(result.decision))
    assert texts(judged().decision)


def test_a_rule_that_contradicts_itself_is_a_fault():
    twice = replace(RULE, need=(*RULE.need, RULE.need[0]))
    unknown = replace(RULE, stance=(StanceEffect(when="partly", need="weather", strength="some"),))

    assert {f.path for f in twice.faults()} == {"need[discrepancy-and-denial]"}
    assert [f.path for f in unknown.faults()] == ["stance[partly].need"]
    assert not list(RULE.faults())
