"""Risk Matrix 2000 as tables: every edge of every band, both ways."""

from dataclasses import replace
from datetime import date

from desist.catalogue.adoption_file import EVERYTHING
from desist.catalogue.load import load_catalogue
from desist.programme.static_risk import StaticRiskFacts, judge_static_risk
from desist.programme.static_risk_rule import StaticRiskRule
from tests.rulebook.chapter import Chapter, Table, by_rows

RULE = load_catalogue().in_force(
    StaticRiskRule, "rm2000", on=date(2026, 3, 3), adoptions=EVERYTHING
)
LOWEST = StaticRiskFacts(
    sex="male",
    age=45,
    offence_after_16=True,
    sexual_appearances=1,
    criminal_appearances=1,
    violent_appearances=0,
    burglary=False,
    single=False,
    male_victim="no",
    stranger_victim="no",
    non_contact="no",
)

SEXUAL_POINTS = Table(
    title="Scale S: points and preliminary band",
    explanation=(
        "Age is at commencement of risk; appearances are sentencing appearances, the present one "
        "included. No aggravating factor."
    ),
    given=("age", "sexual appearances", "criminal appearances"),
    expected=("points", "band"),
    rows=(
        (35, 1, 1, 0, "low"),
        (35, 1, 4, 0, "low"),
        (35, 1, 5, 1, "medium"),
        (34, 1, 1, 1, "medium"),
        (25, 1, 1, 1, "medium"),
        (24, 1, 1, 2, "medium"),
        (18, 1, 1, 2, "medium"),
        (35, 2, 2, 1, "medium"),
        (35, 3, 3, 2, "medium"),
        (35, 4, 4, 2, "medium"),
        (35, 4, 5, 3, "high"),
        (35, 5, 5, 4, "high"),
        (24, 2, 2, 3, "high"),
        (24, 3, 3, 4, "high"),
        (34, 5, 5, 5, "very_high"),
        (24, 4, 5, 5, "very_high"),
        (18, 5, 5, 6, "very_high"),
        (60, 50, 60, 4, "high"),
    ),
)

AGGRAVATING = Table(
    title="Scale S: aggravating factors, standard and adapted",
    explanation=(
        "Each factor says what supports it: nothing, image offences only, or another offence. The "
        "adapted coding does not count stranger victim and non-contact offence where image "
        "offences alone support them. Two factors raise the band by one, four by two, and Very "
        "High is the top."
    ),
    given=("points", "male victim", "stranger victim", "non contact", "single"),
    expected=("standard factors", "standard band", "adapted factors", "adapted band"),
    rows=(
        (0, "no", "no", "no", False, 0, "low", 0, "low"),
        (0, "no", "no", "no", True, 1, "low", 1, "low"),
        (0, "no", "image", "image", False, 2, "medium", 0, "low"),
        (0, "no", "image", "image", True, 3, "medium", 1, "low"),
        (0, "no", "other", "image", True, 3, "medium", 2, "medium"),
        (0, "image", "image", "image", True, 4, "high", 2, "medium"),
        (0, "other", "other", "other", True, 4, "high", 4, "high"),
        (1, "no", "image", "image", False, 2, "high", 0, "medium"),
        (1, "other", "other", "image", False, 3, "high", 2, "high"),
        (3, "no", "image", "image", False, 2, "very_high", 0, "high"),
        (3, "other", "other", "other", True, 4, "very_high", 4, "very_high"),
        (6, "other", "other", "other", True, 4, "very_high", 4, "very_high"),
    ),
)

VIOLENCE = Table(
    title="Scale V",
    explanation="Non-sexual violence. A burglary conviction scores 2.",
    given=("age", "violent appearances", "burglary"),
    expected=("points", "band"),
    rows=(
        (45, 0, False, 0, "low"),
        (44, 0, False, 1, "low"),
        (35, 0, False, 1, "low"),
        (45, 1, False, 1, "low"),
        (34, 0, False, 2, "medium"),
        (25, 0, False, 2, "medium"),
        (45, 2, False, 2, "medium"),
        (45, 3, False, 2, "medium"),
        (45, 0, True, 2, "medium"),
        (24, 0, False, 3, "medium"),
        (45, 4, False, 3, "medium"),
        (35, 4, False, 4, "high"),
        (24, 1, False, 4, "high"),
        (24, 2, False, 5, "high"),
        (45, 4, True, 5, "high"),
        (18, 4, False, 6, "very_high"),
        (18, 9, True, 8, "very_high"),
    ),
)

COMBINED = Table(
    title="Scale C",
    explanation="The levels of S and V (Low 0 to Very High 3) added up.",
    given=("S", "V"),
    expected=("C",),
    rows=tuple(
        (one, other, ("low", *["medium"] * 2, *["high"] * 2, *["very_high"] * 2)[i + j])
        for i, one in enumerate(("low", "medium", "high", "very_high"))
        for j, other in enumerate(("low", "medium", "high", "very_high"))
    ),
)

MISSING = Table(
    title="What is not known",
    explanation=(
        "A missing fact matters only where some value of it would change the band. Starting from a "
        "man of 45 with one appearance and no aggravating factor, these facts are taken away."
    ),
    given=("not known", "aggravating factors otherwise"),
    expected=("band of S", "named as missing"),
    rows=(
        (("single",), 0, "low", ()),
        (("male_victim",), 0, "low", ()),
        (("single",), 1, "cannot_decide", ("single",)),
        (("single", "male_victim"), 0, "cannot_decide", ("male_victim", "single")),
        (("age",), 0, "cannot_decide", ("commencement_on",)),
        (("criminal_appearances",), 0, "cannot_decide", ("criminal_appearances",)),
        (("violent_appearances",), 0, "low", ("violent_appearances",)),
    ),
)

SCOPE = Table(
    title="For whom it may be used",
    explanation="Men of 18 and over with a sexual offence committed after the age of 16.",
    given=("sex", "age", "offence after 16"),
    expected=("answer",),
    rows=(
        ("male", 18, True, "decided"),
        ("male", 17, True, "not_applicable"),
        ("female", 45, True, "not_applicable"),
        ("male", 45, False, "not_applicable"),
        ("male", 45, None, "decided"),
    ),
)

CHAPTER = Chapter(
    order=1,
    title="Static risk: Risk Matrix 2000",
    introduction=(
        "Two codings are always given. The point tables are recalled, not read: until two people "
        "of the site have checked them against the scoring guide and adopted them, the answer is "
        "*awaiting adoption*."
    ),
    entries=("rm2000",),
    tables=(SEXUAL_POINTS, AGGRAVATING, VIOLENCE, COMBINED, MISSING, SCOPE),
)

AGE_FOR_POINTS = {0: (45, 1), 1: (30, 1), 3: (20, 2), 6: (20, 5)}
"""An age and a number of sexual appearances that score so many points on S."""


@by_rows(SEXUAL_POINTS)
def test_scale_s(age, sexual_appearances, criminal_appearances, points, band):
    facts = replace(
        LOWEST,
        age=age,
        sexual_appearances=sexual_appearances,
        criminal_appearances=criminal_appearances,
    )

    for variant in ("standard", "adapted"):
        result = judge_static_risk(facts, rule=RULE, variant=variant).sexual
        assert (result.points, result.aggravating, result.band) == (points, 0, band)


@by_rows(AGGRAVATING)
def test_aggravating_factors(
    points,
    male_victim,
    stranger_victim,
    non_contact,
    single,
    standard_factors,
    standard_band,
    adapted_factors,
    adapted_band,
):
    age, appearances = AGE_FOR_POINTS[points]
    facts = replace(
        LOWEST,
        age=age,
        sexual_appearances=appearances,
        criminal_appearances=5 if points == 6 else 1,
        male_victim=male_victim,
        stranger_victim=stranger_victim,
        non_contact=non_contact,
        single=single,
    )

    standard = judge_static_risk(facts, rule=RULE, variant="standard").sexual
    adapted = judge_static_risk(facts, rule=RULE, variant="adapted").sexual

    assert standard.points == adapted.points == points
    assert (standard.aggravating, standard.band) == (standard_factors, standard_band)
    assert (adapted.aggravating, adapted.band) == (adapted_factors, adapted_band)


@by_rows(VIOLENCE)
def test_scale_v(age, violent_appearances, burglary, points, band):
    facts = replace(LOWEST, age=age, violent_appearances=violent_appearances, burglary=burglary)

    result = judge_static_risk(facts, rule=RULE, variant="standard").violence

    assert (result.points, result.band) == (points, band)


FOR_BAND_S = {
    "low": {"age": 45},
    "medium": {"age": 45, "sexual_appearances": 3},
    "high": {"age": 45, "sexual_appearances": 5, "criminal_appearances": 5},
    "very_high": {
        "age": 45,
        "sexual_appearances": 5,
        "criminal_appearances": 5,
        "male_victim": "other",
        "single": True,
    },
}
FOR_BAND_V = {
    "low": {},
    "medium": {"violent_appearances": 4},
    "high": {"violent_appearances": 4, "burglary": True},
    "very_high": {"violent_appearances": 4, "burglary": True, "age": 35},
}


@by_rows(COMBINED)
def test_scale_c(S, V, C):  # noqa: N803 - the scales' own names
    facts = replace(LOWEST, **(FOR_BAND_S[S] | FOR_BAND_V[V]))

    result = judge_static_risk(facts, rule=RULE, variant="standard")

    assert (result.sexual.band, result.violence.band) == (S, V)
    assert result.combined.band == C


@by_rows(MISSING)
def test_missing_facts(not_known, aggravating_factors_otherwise, band_of_S, named_as_missing):  # noqa: N803
    some = {"non_contact": "other"} if aggravating_factors_otherwise else {}
    facts = replace(LOWEST, **some, **dict.fromkeys(not_known))

    decision = judge_static_risk(facts, rule=RULE, variant="standard").decision

    assert decision.outcome == band_of_S
    assert decision.missing == tuple(f"static_risk.rm2000.{name}" for name in named_as_missing)


@by_rows(SCOPE)
def test_scope(sex, age, offence_after_16, answer):
    facts = replace(LOWEST, sex=sex, age=age, offence_after_16=offence_after_16)

    outcome = judge_static_risk(facts, rule=RULE, variant="adapted").decision.outcome

    assert (outcome == "not_applicable") == (answer == "not_applicable")
