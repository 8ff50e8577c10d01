import pytest

from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.programme.entry import Grade
from desist.programme.norm import Norm
from desist.programme.standing import StandingRule, judge_standing
from tests.programme.profile import norm, rule, score, shipped, texts

RULE = rule(StandingRule, "isotp-standing")
UNADOPTED = rule(StandingRule, "isotp-standing", NO_ADOPTIONS)


NORM = norm()


def judged(*scores, norms=(NORM,), using=RULE, sex="male"):
    return judge_standing(scores, norms=norms, rule=using, sex=sex)


def test_z_is_shown_even_while_the_words_await_adoption():
    profile = judged(score("weather/rain", 30), using=UNADOPTED)

    (standing,) = profile.standings
    assert (standing.z, standing.standing) == (2.5, "awaiting_adoption")
    assert profile.decision.outcome == "awaiting_adoption"
    assert [each.id for each in profile.decision.awaiting] == ["isotp-standing"]


def test_an_unverified_norm_gives_neither_z_nor_word_until_it_is_adopted():
    recalled = norm("recalled", grade=Grade.UNVERIFIED)

    (standing,) = judged(score("weather/rain", 30), norms=(recalled,)).standings

    assert (standing.z, standing.standing) == (None, "awaiting_adoption")
    assert [each.id for each in standing.adoptable] == ["recalled"]


def test_a_scale_without_a_score_has_no_standing_and_is_named_as_missing():
    profile = judged(score("weather/rain", None), score("weather/rain", 20))

    assert [each.standing for each in profile.standings] == [None, "normal"]
    assert profile.decision.missing == ("instrument[weather]",)


def test_a_scale_answered_whole_whose_key_awaits_adoption_is_not_missing():
    waiting = score("weather/rain", None, grade=Grade.UNVERIFIED, answered=5, items=5)
    incomplete = score("weather/hail", None, grade=Grade.UNVERIFIED, answered=4, items=5)

    profile = judged(waiting, incomplete)

    assert [each.standing for each in profile.standings] == ["awaiting_adoption", None]
    assert profile.decision.missing == ("instrument[weather]",)
    assert "key awaits adoption" in texts(profile.decision)[0]
    assert judged(waiting).decision.missing == ()


def test_a_scale_without_a_problem_end_has_a_z_and_no_word():
    (standing,) = judged(score("weather/rain", 40, problem_end="none")).standings

    assert (standing.z, standing.standing) == (5.0, None)


def test_a_norm_of_which_only_the_mean_was_read_is_named_and_not_used():
    men = [each for each in shipped(Norm) if each.id == "norm-swemwbs-england-men"]

    profile = judged(score("swemwbs/metric", 20, problem_end="low"), norms=men)

    assert profile.standings[0].standing == "no_norm"
    assert "standard deviation was not read" in texts(profile.decision)[0]


def test_a_conflict_between_norms_is_said_and_left_to_the_site():
    stress = [each for each in shipped(Norm, EVERYTHING) if each.scale == "dass-21/stress"]

    profile = judged(score("dass-21/stress", 30), norms=stress)

    assert profile.standings[0].standing == "awaiting_adoption"
    assert len(profile.decision.awaiting) == 2
    assert profile.decision.reasons[0].code == "norm.conflict"


def test_the_grade_of_a_standing_is_the_lower_of_key_and_norm():
    of_key = judged(score("weather/rain", 30, grade=Grade.SECONDARY)).standings[0]
    of_norm = judged(score("weather/rain", 30), norms=(norm(grade=Grade.SECONDARY),)).standings[0]

    assert of_key.grade == of_norm.grade == Grade.SECONDARY


@pytest.mark.parametrize("mean", [0.1, 5.66, 56.79])
@pytest.mark.parametrize("sd", [0.3, 7.74, 12.07])
def test_exactly_one_standard_deviation_is_normal_whatever_binary_arithmetic_says(mean, sd):
    profile = judged(score("weather/rain", mean + sd), norms=(norm(mean=mean, sd=sd),))

    assert profile.standings[0].standing == "normal"


def test_every_reason_has_its_words():
    norms = (*shipped(Norm, EVERYTHING), norm(), norm("recalled", grade=Grade.UNVERIFIED))
    profile = judged(
        *(score(each, raw) for each in sorted({n.scale for n in norms}) for raw in (None, 0, 90)),
        score("weather/rain", 3, problem_end="none"),
        score("weather/hail", 3),
        norms=norms,
    )

    written = "\n".join(texts(profile.decision))

    assert "normal" in written
    assert "None" not in written
    assert {each.code for each in profile.decision.reasons} >= {
        "norm.chosen",
        "norm.passed_over",
        "norm.incomplete",
        "norm.conflict",
        "norm.none",
        "standing.normal",
        "standing.problem",
        "standing.beyond",
        "standing.unscorable",
        "standing.no_problem_end",
    }
