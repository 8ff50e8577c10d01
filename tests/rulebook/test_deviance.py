"""Deviance as tables: the points of a made-up sheet, what is missing, and who wins."""

from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.deviance import EnteredDeviance, judge_deviance
from desist.programme.deviance_sheet import DevianceSheet
from tests.programme.profile import TODAY, rule, score, shipped
from tests.rulebook.chapter import Chapter, Table, by_rows

FICTIONAL = rule(DevianceSheet, "deviance-fictional", EVERYTHING)
SCALES = {
    "locus": "ansie/total",
    "under-assertive": "sri/under-assertiveness",
    "self-esteem": "short-self-esteem/total",
    "loneliness": "ucla-loneliness-1980/total",
    "distress": "iri/personal-distress",
    "cognitive": "children-and-sex/cognitive-distortions",
    "congruence": "children-and-sex/emotional-congruence",
    "victims": "veds/total",
}
UNREMARKABLE = {
    "locus": 20,
    "under-assertive": 20,
    "self-esteem": 4,
    "loneliness": 50,
    "distress": 18,
    "cognitive": 30,
    "congruence": 30,
    "victims": 40,
}
"""Every scale at the edge where it does not yet score."""

POINTS = Table(
    title="The engine, on the fictional sheet",
    explanation=(
        "A demonstration's sheet: five scales of one point and three of two, 5 points and more are "
        "high. Every figure of it is made up. The scales named score; all others lie at the edge "
        "where they do not yet."
    ),
    given=("scales that score",),
    expected=("points", "deviance"),
    rows=(
        ((), 0, "low"),
        (("self-esteem",), 1, "low"),
        (("victims",), 2, "low"),
        (("victims", "cognitive"), 4, "low"),
        (("victims", "cognitive", "self-esteem"), 5, "high"),
        (("locus", "under-assertive", "self-esteem", "loneliness"), 4, "low"),
        (("locus", "under-assertive", "self-esteem", "loneliness", "distress"), 5, "high"),
        (tuple(SCALES), 11, "high"),
    ),
)

MISSING = Table(
    title="Scales that are missing",
    explanation=(
        "On the same sheet. A missing scale matters only where its points could carry the total "
        "across the cut-off, whatever the other missing scales turn out to be."
    ),
    given=("scales that score", "scales that are missing"),
    expected=("deviance", "named as missing"),
    rows=(
        ((), ("victims", "cognitive"), "low", ()),
        (
            (),
            ("victims", "cognitive", "locus"),
            "cannot_decide",
            ("veds", "children-and-sex", "ansie"),
        ),
        (
            ("locus",),
            ("victims", "cognitive", "distress"),
            "cannot_decide",
            ("veds", "children-and-sex"),
        ),
        (("locus", "victims"), ("distress",), "low", ()),
        (("locus", "victims"), ("congruence",), "cannot_decide", ("children-and-sex",)),
        (("victims", "cognitive", "locus"), ("congruence", "distress"), "high", ()),
    ),
)

WINNER = Table(
    title="A signed result, and sheets that cannot classify",
    explanation=(
        "A result that the site's own scorer signed wins over any sheet; a difference is said. The "
        "fragments of the Italian manual have no total cut-off: they show points and never say "
        "high or low. All scores are unremarkable."
    ),
    given=("signed result", "sheet"),
    expected=("deviance", "named as missing"),
    rows=(
        ("high", "fictional", "high", ()),
        ("low", "fictional", "low", ()),
        ("high", "fragments", "high", ()),
        (None, "fictional", "low", ()),
        (None, "fragments", "cannot_decide", ("deviance",)),
        (None, "none", "cannot_decide", ("deviance",)),
    ),
)

CHAPTER = Chapter(
    order=7,
    title="Psychometric deviance",
    introduction=(
        "High or low deviance comes from a points sheet that a site is licensed to use, or from a "
        "result that the site's own scorer signed. The published sheet could not be read whole and "
        "its cut-off not at all, so nothing is shipped that classifies anyone."
    ),
    entries=("deviance-italian-fragments", "deviance-fictional"),
    tables=(POINTS, MISSING, WINNER),
)


def scores(scoring=(), missing=()):
    return [
        score(SCALES[name], edge + (-1 if name == "self-esteem" else 1) * (name in scoring))
        for name, edge in UNREMARKABLE.items()
        if name not in missing
    ]


@by_rows(POINTS)
def test_points(scales_that_score, points, deviance):
    result = judge_deviance(scores(scales_that_score), sheets=[FICTIONAL], entered=None)

    assert (result.points, result.outcome) == (points, deviance)


@by_rows(MISSING)
def test_missing(scales_that_score, scales_that_are_missing, deviance, named_as_missing):
    given = scores(scales_that_score, scales_that_are_missing)

    result = judge_deviance(given, sheets=[FICTIONAL], entered=None)

    assert result.outcome == deviance
    assert set(result.decision.missing) == {f"instrument[{each}]" for each in named_as_missing}


@by_rows(WINNER)
def test_winner(signed_result, sheet, deviance, named_as_missing):
    sheets = {"fictional": [FICTIONAL], "fragments": shipped(DevianceSheet), "none": []}[sheet]
    entered = signed_result and EnteredDeviance(
        outcome=signed_result, unit="unit", sheet_version="1", on=TODAY, signatory="signatory"
    )

    result = judge_deviance(scores(), sheets=sheets, entered=entered)

    assert (result.outcome, result.decision.missing) == (deviance, named_as_missing)
