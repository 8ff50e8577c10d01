from dataclasses import replace

import pytest

from desist.catalogue.adoption_file import NO_ADOPTIONS
from desist.programme.pathway import judge_pathway
from desist.programme.pathway_rule import PathwayRule
from tests.programme.profile import norm, rule, standing, texts

RULE = rule(PathwayRule, "isotp-pathways")
INDICATORS = dict.fromkeys(RULE.scales, 0.0)


def judged(without=(), using=RULE, **changed):
    z = INDICATORS | {ALIASES[name]: value for name, value in changed.items()}
    standings = [standing(scale, each) for scale, each in z.items() if scale not in without]
    return judge_pathway(standings, rule=using)


ALIASES = {
    "loneliness": "ucla-loneliness-1980/total",
    "self_esteem": "short-self-esteem/total",
    "distress": "iri/personal-distress",
    "impulsivity": "bis-11/total",
    "congruence": "children-and-sex/emotional-congruence",
    "perspective": "iri/perspective-taking",
    "victims": "veds/total",
}


def test_nothing_elevated_is_no_pathway_and_an_ordinary_answer():
    result = judged()

    assert (result.primary, result.contributing) == ("no_pathway", ())
    assert result.decision.outcome == "no_pathway"
    assert texts(result.decision)[-1].startswith("No pathway is elevated, which is an ordinary")


def test_the_furthest_elevated_is_primary_and_the_other_contributes():
    result = judged(loneliness=1.4, impulsivity=1.9)

    assert result.primary == "emotional-dysregulation"
    assert result.contributing == ("intimacy-deficits",)


def test_a_tie_is_said():
    result = judged(loneliness=1.4, impulsivity=1.4)

    assert result.primary == "intimacy-deficits"
    assert result.decision.reasons[-1].code == "pathway.tied"
    assert "Emotional dysregulation" in texts(result.decision)[-1]


def test_a_scale_that_was_not_given_leaves_the_answer_open_and_is_named():
    result = judged(without=("ucla-loneliness-1980/total",), impulsivity=1.9)

    assert (result.primary, result.decision.outcome) == (None, "cannot_decide")
    assert result.decision.missing == ("instrument[ucla-loneliness-1980]",)
    assert result.contributing == ("emotional-dysregulation",)
    assert texts(result.decision)


def test_a_missing_scale_of_the_pathway_that_is_elevated_anyway_changes_nothing():
    result = judged(without=("short-self-esteem/total",), loneliness=1.5)

    assert result.primary == "intimacy-deficits"
    assert result.decision.missing == ()


def test_a_missing_scale_changes_nothing_where_most_pathways_are_elevated_anyway():
    without = ("children-and-sex/emotional-congruence",)

    result = judged(without=without, loneliness=1.5, distress=1.5, victims=1.5)

    assert result.primary == "multiple-mechanisms"
    assert result.decision.missing == ()


LONELINESS = "ucla-loneliness-1980/total"


def judged_with(lonely):
    rest = [standing(scale, 0.0) for scale in RULE.scales if scale != LONELINESS]
    return judge_pathway([lonely, *rest], rule=RULE).decision


def test_a_norm_that_could_be_adopted_is_named():
    reference = norm("recalled").reference

    decision = judged_with(standing(LONELINESS, None, "awaiting_adoption", adoptable=(reference,)))

    assert (decision.outcome, decision.missing) == ("awaiting_adoption", ())
    assert [each.id for each in decision.awaiting] == ["recalled"]
    assert "once its norm or its key is adopted" in texts(decision)[-1]


def test_a_scale_that_has_no_norm_at_all_is_said():
    decision = judged_with(standing(LONELINESS, None, "no_norm"))

    assert (decision.outcome, decision.missing) == ("cannot_decide", ())
    assert "load a norm" in texts(decision)[-1]


def test_a_scale_that_could_not_be_scored_is_a_missing_one():
    decision = judged_with(standing(LONELINESS, None, None, raw=None))

    assert decision.outcome == "cannot_decide"
    assert decision.missing == ("instrument[ucla-loneliness-1980]",)


def test_the_rule_waits_to_be_adopted():
    result = judged(using=rule(PathwayRule, "isotp-pathways", NO_ADOPTIONS), loneliness=3.0)

    assert (result.primary, result.elevations) == (None, ())
    assert result.decision.outcome == "awaiting_adoption"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"deviations": 0.0}, "deviations"),
        ({"multiple": replace(RULE.multiple, at_least=1)}, "multiple.at_least"),
        ({"multiple": replace(RULE.multiple, at_least=5)}, "multiple.at_least"),
        (
            {"multiple": replace(RULE.multiple, id="intimacy-deficits")},
            "pathway[intimacy-deficits]",
        ),
        (
            {"pathway": (replace(RULE.pathway[0], indicator=()), *RULE.pathway[1:])},
            "pathway[intimacy-deficits].indicator",
        ),
    ],
)
def test_an_impossible_rule_is_a_fault(changes, path):
    assert [fault.path for fault in replace(RULE, **changes).faults()] == [path]
    assert not list(RULE.faults())
