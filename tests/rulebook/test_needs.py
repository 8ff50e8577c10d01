"""Treatment needs as tables: every combination of scale and rating, stances, and the mapping."""

from desist.programme.need_rule import NeedRule
from desist.programme.stance import Stance
from desist.programme.treatment_need import NeedRating, judge_needs
from tests.programme.profile import rule, standing
from tests.rulebook.chapter import Chapter, Table, by_rows

RULE = rule(NeedRule, "isotp-needs")
LONELINESS = "ucla-loneliness-1980/total"

STRENGTH = Table(
    title="Strength of a need",
    explanation=(
        "Every combination of the standing of a scale and an assessor's rating (0 none, 1 some, "
        "2 strong), for loneliness. A rating counts where no scale has a norm. Where there is "
        "neither, the strength is none and the evidence says that this is no evidence of no need."
    ),
    given=("standing", "rating"),
    expected=("strength", "a rating is asked for"),
    rows=(
        ("problem", None, "some", False),
        ("problem", 0, "some", False),
        ("problem", 1, "strong", False),
        ("problem", 2, "strong", False),
        ("normal", None, "none", False),
        ("normal", 0, "none", False),
        ("normal", 1, "some", False),
        ("normal", 2, "strong", False),
        ("beyond", None, "none", False),
        ("beyond", 0, "none", False),
        ("beyond", 1, "some", False),
        ("beyond", 2, "strong", False),
        ("no_norm", None, "none", True),
        ("no_norm", 0, "none", False),
        ("no_norm", 1, "some", False),
        ("no_norm", 2, "strong", False),
        ("awaiting_adoption", None, "none", True),
        ("awaiting_adoption", 1, "some", False),
        (None, None, "none", True),
        (None, 0, "none", False),
        (None, 1, "some", False),
        (None, 2, "strong", False),
    ),
)

STANCE = Table(
    title="Stance to the offence",
    explanation=(
        "Denial and motivation are worked with and bar nobody. A stance raises discrepancy and "
        "denial, so that motivational exercises are chosen; it decides nothing else."
    ),
    given=("stance", "appeal pending", "rating"),
    expected=("discrepancy and denial",),
    rows=(
        ("accepts", False, None, "none"),
        (None, None, None, "none"),
        ("partly", False, None, "some"),
        ("partly", False, 1, "strong"),
        ("denies_arousal", False, None, "some"),
        ("denies_arousal", False, 0, "some"),
        ("denies_offence", False, None, "strong"),
        ("accepts", True, None, "some"),
        ("accepts", True, 1, "strong"),
        ("accepts", False, 2, "strong"),
    ),
)

MAPPING = Table(
    title="Which scales inform which need",
    explanation="The mapping is ours. A need without a scale rests on an assessor's rating alone.",
    given=("need",),
    expected=("scales",),
    rows=(
        ("discrepancy-and-denial", ()),
        (
            "offence-supportive-thinking",
            (
                "children-and-sex/cognitive-distortions",
                "children-and-sex/emotional-congruence",
                "ibaq/distorted-thinking",
            ),
        ),
        ("victim-awareness", ("veds/total",)),
        ("sex-as-coping", ()),
        (
            "intimacy-and-relationships",
            ("sri/under-assertiveness", "sri/over-assertiveness", "iri/perspective-taking"),
        ),
        ("emotional-regulation", ("iri/personal-distress", "dass-21/stress", "dass-21/anxiety")),
        ("problem-solving", ("relapse-prevention/coping",)),
        ("self-esteem", ("short-self-esteem/total", "rosenberg/total")),
        ("locus-of-control", ("ansie/total",)),
        ("loneliness", ("ucla-loneliness-1980/total", "ucla-loneliness-3/total")),
        (
            "low-mood",
            ("dass-21/depression", "phq-9/total", "swemwbs/metric", "wemwbs/total"),
        ),
        ("fantasy", ("iri/fantasy",)),
        (
            "collecting",
            ("gpius-2/total", "gpius-2/compulsive-use", "iat/total", "ibaq/self-management"),
        ),
        ("online-communities", ("gpius-2/online-preference",)),
        ("impulsivity", ("bis-11/total",)),
        ("lifestyle-goals", ()),
    ),
)

CHAPTER = Chapter(
    order=9,
    title="Treatment needs",
    introduction=(
        "Sixteen needs, each strong, some or none, each with its evidence: scales that stand at "
        "their problem end, an assessor's rating with what it rests on, and the stance to the "
        "offence. Needs choose exercises. Neither they nor their change are turned into risk."
    ),
    entries=("isotp-needs",),
    tables=(STRENGTH, STANCE, MAPPING),
)


def judge(need, *, word=None, rating=None, stance=None):
    standings = [standing(LONELINESS, 1.5, word)] if word else []
    rated = None if rating is None else NeedRating(need=need, value=rating, evidence="as told")
    result = judge_needs(
        standings,
        ratings=[rated] if rated else [],
        stance=stance or Stance(offence="accepts"),
        rule=RULE,
    )
    return next(each for each in result.needs if each.id == need), result.decision


@by_rows(STRENGTH)
def test_strength(standing, rating, strength, a_rating_is_asked_for):
    need, decision = judge("loneliness", word=standing, rating=rating)

    assert need.strength == strength
    assert ("rating[loneliness]" in decision.missing) == a_rating_is_asked_for


@by_rows(STANCE)
def test_stance(stance, appeal_pending, rating, discrepancy_and_denial):
    held = Stance(offence=stance, appeal_pending=appeal_pending)

    need, _ = judge("discrepancy-and-denial", rating=rating, stance=held)

    assert need.strength == discrepancy_and_denial


@by_rows(MAPPING)
def test_mapping(need, scales):
    for scale in scales:
        judged = judge_needs(
            [standing(scale, 1.5, "problem")], ratings=(), stance=Stance(), rule=RULE
        )
        assert need in [each.id for each in judged.needs if each.strength == "some"]
    assert next(each.scales for each in RULE.need if each.id == need) == scales


def test_the_mapping_is_shown_whole():
    assert [row[0] for row in MAPPING.rows] == [each.id for each in RULE.need]
