"""Pathways as tables: which scales elevate which, and what a missing scale does."""

from desist.programme.pathway import judge_pathway
from desist.programme.pathway_rule import PathwayRule
from tests.programme.profile import rule, standing
from tests.rulebook.chapter import Chapter, Table, by_rows

RULE = rule(PathwayRule, "isotp-pathways")

INDICATORS = Table(
    title="Which scale indicates which pathway",
    explanation="One scale lies so many standard deviations from the mean; all others at the mean.",
    given=("scale", "z"),
    expected=("primary pathway",),
    rows=(
        ("ucla-loneliness-1980/total", 1.0, "no_pathway"),
        ("ucla-loneliness-1980/total", 1.01, "intimacy-deficits"),
        ("ucla-loneliness-1980/total", -3.0, "no_pathway"),
        ("short-self-esteem/total", -1.0, "no_pathway"),
        ("short-self-esteem/total", -1.01, "intimacy-deficits"),
        ("short-self-esteem/total", 3.0, "no_pathway"),
        ("iri/personal-distress", 1.01, "emotional-dysregulation"),
        ("bis-11/total", 1.01, "emotional-dysregulation"),
        ("children-and-sex/emotional-congruence", 1.01, "distorted-sexual-scripts"),
        ("sri/over-assertiveness", 1.01, "antisocial-cognitions"),
        ("children-and-sex/cognitive-distortions", 1.01, "antisocial-cognitions"),
        ("veds/total", 1.01, "antisocial-cognitions"),
        ("iri/perspective-taking", -1.01, "antisocial-cognitions"),
        ("iri/perspective-taking", 3.0, "no_pathway"),
        ("iri/empathic-concern", -1.01, "antisocial-cognitions"),
    ),
)

SCALE_OF = {
    "intimacy": "ucla-loneliness-1980/total",
    "emotions": "bis-11/total",
    "scripts": "children-and-sex/emotional-congruence",
    "antisocial": "veds/total",
}

COMBINED = Table(
    title="Several pathways",
    explanation=(
        "How far one scale of each pathway lies beyond the mean, in standard deviations; not known "
        "where it was not given. The furthest is primary; three or four elevated are multiple. A "
        "scale that is not known leaves the answer open only where it could change it."
    ),
    given=("intimacy", "emotions", "scripts", "antisocial"),
    expected=("primary pathway", "contributing"),
    rows=(
        (0.0, 0.0, 0.0, 0.0, "no_pathway", ()),
        (2.0, 1.5, 0.0, 0.0, "intimacy-deficits", ("emotional-dysregulation",)),
        (1.5, 2.0, 0.0, 0.0, "emotional-dysregulation", ("intimacy-deficits",)),
        (
            1.5,
            2.0,
            1.2,
            0.0,
            "multiple-mechanisms",
            ("emotional-dysregulation", "intimacy-deficits", "distorted-sexual-scripts"),
        ),
        (
            2.0,
            2.0,
            2.0,
            2.0,
            "multiple-mechanisms",
            (
                "intimacy-deficits",
                "emotional-dysregulation",
                "distorted-sexual-scripts",
                "antisocial-cognitions",
            ),
        ),
        (None, 0.0, 0.0, 0.0, None, ()),
        (None, 2.0, 0.0, 0.0, None, ("emotional-dysregulation",)),
        (
            1.5,
            2.0,
            None,
            1.2,
            "multiple-mechanisms",
            ("emotional-dysregulation", "intimacy-deficits", "antisocial-cognitions"),
        ),
    ),
)

CHAPTER = Chapter(
    order=8,
    title="Pathways",
    introduction=(
        "Which of the pathways to offending a profile points to. It guides which exercises a "
        "facilitator focuses on; it is no level of risk. To be on no pathway is an ordinary answer."
    ),
    entries=("isotp-pathways",),
    tables=(INDICATORS, COMBINED),
)


@by_rows(INDICATORS)
def test_indicators(scale, z, primary_pathway):
    standings = [standing(each, z if each == scale else 0.0) for each in RULE.scales]

    assert judge_pathway(standings, rule=RULE).primary == primary_pathway


@by_rows(COMBINED)
def test_combined(intimacy, emotions, scripts, antisocial, primary_pathway, contributing):
    z = {
        SCALE_OF["intimacy"]: intimacy,
        SCALE_OF["emotions"]: emotions,
        SCALE_OF["scripts"]: scripts,
        SCALE_OF["antisocial"]: antisocial,
    }
    given = {scale: z.get(scale, 0.0) for scale in RULE.scales}
    standings = [standing(scale, each) for scale, each in given.items() if each is not None]

    result = judge_pathway(standings, rule=RULE)

    assert (result.primary, result.contributing) == (primary_pathway, contributing)
    assert bool(result.decision.missing) == (primary_pathway is None)
