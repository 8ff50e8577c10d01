"""Standing as tables: the edges of one standard deviation, and which norm is chosen."""

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.entry import Grade
from desist.programme.norm import Norm, choose_norm
from desist.programme.standing import StandingRule, judge_standing
from tests.programme.profile import adopted, norm, rule, score, shipped
from tests.rulebook.chapter import Chapter, Table, by_rows

RULE = rule(StandingRule, "isotp-standing")

WORDS = Table(
    title="Words for a score",
    explanation=(
        "A made-up scale with a mean of 20 and a standard deviation of 4. Beyond means more than "
        "one standard deviation: a score at exactly one is still normal."
    ),
    given=("raw score", "problem end"),
    expected=("z", "standing"),
    rows=(
        (20, "high", 0.0, "normal"),
        (24, "high", 1.0, "normal"),
        (25, "high", 1.25, "problem"),
        (16, "high", -1.0, "normal"),
        (15, "high", -1.25, "beyond"),
        (16, "low", -1.0, "normal"),
        (15, "low", -1.25, "problem"),
        (24, "low", 1.0, "normal"),
        (25, "low", 1.25, "beyond"),
        (40, "none", 5.0, None),
        (None, "high", None, None),
    ),
)

CHOICE = Table(
    title="Which norm a score is held against",
    explanation=(
        "Two norms of one scale and a man. An adopted norm comes before a verified one, that "
        "before one from a secondary source; within a tier, a norm for men before a mixed one. Two "
        "that are equally good are a conflict that the site settles by adopting one. A norm "
        "without its standard deviation is never used, and one for women never for a man."
    ),
    given=("first norm", "second norm"),
    expected=("standing against",),
    rows=(
        ("verified men", "verified mixed", "first"),
        ("verified mixed", "secondary men", "first"),
        ("secondary men", "unverified men", "first"),
        ("secondary men", "unverified men, adopted", "second"),
        ("verified men", "secondary mixed, adopted", "second"),
        ("verified men", "verified men", "awaiting_adoption"),
        ("unverified men", "unverified men", "awaiting_adoption"),
        ("unverified men, adopted", "unverified men", "first"),
        ("verified men, mean alone", "secondary mixed", "second"),
        ("verified men, mean alone", "verified women", "no_norm"),
    ),
)

SHIPPED = Table(
    title="Norms held, for a man and before anything is adopted",
    explanation=(
        "What a raw score may be held against as the catalogue comes. Where adoption is awaited, a "
        "norm is held that was recalled or disputed; where there is none, a site loads its own."
    ),
    given=("scale",),
    expected=("mean", "standard deviation", "grade"),
    rows=(
        ("ansie/total", 9.5, 4.0, "secondary"),
        ("bis-11/total", 56.79, 12.07, "verified"),
        ("bis-11/attentional", 14.71, 4.19, "verified"),
        ("bis-11/motor", 19.95, 4.52, "verified"),
        ("bis-11/non-planning", 22.13, 5.28, "verified"),
        ("dass-21/depression", 5.66, 7.74, "secondary"),
        ("dass-21/anxiety", 3.76, 5.9, "secondary"),
        ("dass-21/stress", None, None, "awaiting_adoption"),
        ("iri/perspective-taking", 17.36, 4.83, "secondary"),
        ("iri/empathic-concern", 20.37, 4.2, "secondary"),
        ("iri/fantasy", None, None, "awaiting_adoption"),
        ("iri/personal-distress", None, None, "awaiting_adoption"),
        ("ucla-loneliness-1980/total", None, None, "awaiting_adoption"),
        ("swemwbs/metric", None, None, "no_norm"),
        ("short-self-esteem/total", None, None, "no_norm"),
        ("sri/under-assertiveness", None, None, "no_norm"),
        ("veds/total", None, None, "no_norm"),
    ),
)

CHAPTER = Chapter(
    order=6,
    title="Standing and norms",
    introduction=(
        "A score is held against one norm, and the norm is always shown with it: z = (raw - mean) "
        "/ standard deviation. The arithmetic is shown where key and norm are verified or from a "
        "secondary source; the words need the rule to be adopted. A standing, and a change of "
        "standing, plan treatment; they are never turned into a level of risk."
    ),
    entries=("isotp-standing",),
    tables=(WORDS, CHOICE, SHIPPED),
)


@by_rows(WORDS)
def test_words(raw_score, problem_end, z, standing):
    scores = [score("weather/rain", raw_score, problem_end)]

    (found,) = judge_standing(scores, norms=[norm()], rule=RULE, sex="male").standings

    assert (found.z, found.standing) == (z, standing)


@by_rows(CHOICE)
def test_choice(first_norm, second_norm, standing_against):
    norms = [described("first", first_norm), described("second", second_norm)]

    profile = judge_standing([score("weather/rain", 20)], norms=norms, rule=RULE, sex="male")

    (found,) = profile.standings
    assert (found.norm.id if found.norm else found.standing) == standing_against


def described(id_, words):
    description, _, state = words.partition(", ")
    grade, group = description.split()
    sex = {"men": "male", "women": "female", "mixed": "mixed"}[group]
    made = norm(id_, grade=Grade(grade), sex=sex, sd=None if state == "mean alone" else 4.0)
    return adopted(made) if state == "adopted" else made


@by_rows(SHIPPED)
def test_shipped(scale, mean, standard_deviation, grade):
    choice = choose_norm(shipped(Norm, NO_ADOPTIONS), scale=scale, sex="male")

    if choice.norm:
        assert (choice.norm.mean, choice.norm.sd) == (mean, standard_deviation)
        assert choice.norm.grade == grade
    else:
        assert ("awaiting_adoption" if choice.awaited else "no_norm") == grade
        assert (mean, standard_deviation) == (None, None)
