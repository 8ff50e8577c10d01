import json
from dataclasses import replace
from datetime import date

import pytest

from desist.cases.assessment import assess_case
from desist.cases.battery import latest
from desist.cases.case_file import Administration, EnteredBand, StaticRiskSection
from desist.cases.example import example_names, example_path
from desist.cases.reader import read_case
from desist.cases.record import assessment_record
from desist.cases.summary import summary
from desist.catalogue.adoption_file import EVERYTHING, NO_ADOPTIONS
from desist.catalogue.load import load_catalogue
from desist.catalogue.words import words_of
from desist.programme.band import RiskBand
from desist.programme.treatment_plan import PlanRequest
from desist.programme.treatment_plan_check import plan_faults

CATALOGUE = load_catalogue()
WORDS = words_of(CATALOGUE)


def example(name):
    return read_case(example_path(name), catalogue=CATALOGUE)


def judge(case, *, adoptions=EVERYTHING, **more):
    return assess_case(case, catalogue=CATALOGUE, adoptions=adoptions, **more)


def written(case, **more):
    return assessment_record(judge(case, **more), words=WORDS)


def record(name, **more):
    return written(example(name), **more)


def decisions(written):
    return {each["question"]: each for each in written["decisions"]}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("eligible", "eligible"),
        ("panel", "panel"),
        ("refer-generic", "refer_generic"),
        ("cannot-decide", "cannot_decide"),
    ],
)
def test_the_examples_end_differently(name, outcome):
    assert record(name)["eligibility"]["outcome"] == outcome


def test_the_eligible_man_has_a_plan_within_the_dose():
    plan = record("eligible")["plan"]

    assert 20 <= plan["sessions"] <= 30
    assert plan["minutes"] == plan["sessions"] * 90
    assert sum(each["sessions"] for each in plan["modules"]) == plan["sessions"]
    assert len(plan["modules"]) == 6


def test_an_independent_checker_accepts_the_plan():
    assessment = judge(example("eligible"))
    request = PlanRequest(needs={each.id: each.strength for each in assessment.battery.needs.needs})

    faults = plan_faults(assessment.planned.plan, assessment.programme, request)

    assert list(faults) == []


def test_every_exercise_is_in_the_plan_or_left_out_with_a_reason():
    written = record("eligible")
    plan = written["plan"]
    accounted = [each["id"] for each in (*plan["exercises"], *plan["omitted"])]
    [programme] = [each for each in CATALOGUE.entries if each.id == "isotp"]

    assert sorted(accounted) == sorted(each.id for each in programme.exercise)
    assert all(each["why"] for each in plan["exercises"])
    assert all(each["text"] for each in plan["omitted"])


@pytest.mark.parametrize("name", ["panel", "refer-generic", "cannot-decide"])
def test_nobody_else_has_a_plan_and_the_reason_is_given(name):
    written = record(name)

    assert written["plan"] is None
    assert decisions(written)["plan"]["outcome"] == "not_planned"


def test_without_adoptions_arithmetic_is_shown_and_words_are_withheld():
    written = record("eligible", adoptions=NO_ADOPTIONS)

    assert written["eligibility"]["outcome"] == "awaiting_adoption"
    nothing = {"points": None, "aggravating": None, "band": None}
    assert written["static_risk"]["adapted"]["sexual"] == nothing
    bis = {f"{e['instrument']}/{e['scale']}": e for e in written["scales"]}["bis-11/total"]
    assert bis["raw"] is not None
    assert bis["z"] == pytest.approx((bis["raw"] - 56.79) / 12.07, abs=1e-4)
    assert bis["standing"] == "awaiting_adoption"
    assert written["needs"] == []
    assert written["plan"] is None


def test_what_could_be_adopted_is_named():
    answers = decisions(record("eligible", adoptions=NO_ADOPTIONS))

    named = {rule["id"] for rule in answers["eligibility"]["awaiting"]}
    assert {"isotp-article", "noms-2014"} <= named
    assert [rule["id"] for rule in answers["static_risk.adapted"]["awaiting"]] == ["rm2000"]


@pytest.mark.parametrize("adoptions", [EVERYTHING, NO_ADOPTIONS], ids=["all", "none"])
@pytest.mark.parametrize("name", example_names())
def test_the_record_is_json_and_every_reason_has_its_words(name, adoptions):
    written = record(name, adoptions=adoptions)

    assert json.loads(json.dumps(written, allow_nan=False)) == written
    assert all(r["text"] for d in written["decisions"] for r in d["reasons"])


def test_the_same_case_gives_the_same_record():
    assert record("eligible") == record("eligible")


def test_a_signed_band_of_the_sites_own_scorer_stands_alone_where_nothing_else_is_coded():
    entered = EnteredBand(
        band=RiskBand.MEDIUM,
        variant="adapted",
        guide="2007",
        on=date(2026, 2, 1),
        signatory="B. Coder (invented)",
    )
    signed = replace(example("eligible"), static_risk=StaticRiskSection(entered=entered))

    answer = written(signed)

    assert answer["static_risk"]["band_used"] == "medium"
    assert answer["static_risk"]["used"] == "adapted"
    assert answer["eligibility"]["outcome"] == "eligible"
    assert "adapted   Medium, signed by the site's own scorer" in summary(answer, words=WORDS)


def test_the_rules_of_another_day_can_be_asked_for():
    answer = written(example("eligible"), on=date(2025, 1, 1))

    assert (answer["rules_on"], answer["decided_on"]) == ("2025-01-01", "2026-03-03")


def test_denial_and_an_appeal_choose_exercises_and_decide_nothing():
    case = example("eligible")
    stance = replace(case.stance, offence="denies_offence", appeal_pending=True)

    answer = written(replace(case, stance=stance))

    assert answer["eligibility"]["outcome"] == "eligible"
    needs = {each["id"]: each["strength"] for each in answer["needs"]}
    assert needs["discrepancy-and-denial"] == "strong"


def test_the_newest_administration_of_each_instrument_counts():
    older = Administration(id="veds", on=date(2025, 1, 1), scales={"total": 1})
    newer = Administration(id="veds", on=date(2026, 1, 1), scales={"total": 2})

    assert latest((newer, older)) == (newer,)


def test_a_programme_without_a_policy_of_eligibility_finds_nobody_eligible():
    case = example("eligible")
    other = replace(case.programme, id="building-choices-moderate", format="mixed")

    answer = written(replace(case, programme=other))

    assert answer["programme"]["id"] == "building-choices-moderate"
    assert answer["eligibility"]["outcome"] == "cannot_decide"
    assert decisions(answer)["eligibility"]["reasons"][0]["code"] == "eligibility.no_policy"


def test_a_group_is_planned_with_focus_and_contribution():
    case = example("eligible")
    group = replace(case, programme=replace(case.programme, format="group"))

    plan = written(group)["plan"]

    assert (plan["format"], plan["sessions"], plan["session_minutes"]) == ("group", 35, 120)
    assert {each["role"] for each in plan["exercises"]} == {"focus", "contribution"}


def test_an_offence_whose_day_is_not_known_leaves_open_whether_the_tool_applies():
    case = example("eligible")
    undated = tuple(replace(each, committed_on=None) for each in case.offence)

    written_ = written(replace(case, offence=undated))

    [standard] = [
        each for each in written_["decisions"] if each["question"] == "static_risk.standard"
    ]
    assert standard["outcome"] == "cannot_decide"
    assert standard["missing"] == ["offence.committed_on"]
    assert written_["static_risk"]["standard"]["sexual"]["band"] is None
    assert written_["eligibility"]["outcome"] == "cannot_decide"


def test_a_man_whose_predictors_apply_has_offended_sexually_whatever_is_adopted():
    written_ = written(example("eligible"), adoptions=NO_ADOPTIONS)

    assert written_["osp"]["iic"]["band"] == "high"
    assert "offence" not in written_["pni"]["missing"]


def test_five_years_in_the_community_without_an_offence_lower_a_predicted_band():
    case = example("panel")
    osp = replace(
        case.static_risk.osp,
        follow_up_on=date(2019, 1, 1),
        last_sexual_sanction_on=date(2019, 1, 1),
        adult_contact=2,
        stranger=True,
    )

    def band(**coded):
        risk = replace(case.static_risk, osp=replace(osp, **coded))
        return written(replace(case, static_risk=risk))["osp"]["dc"]["band"]

    assert [band(), band(offence_free_years=4)] == ["very_high", "very_high"]
    assert band(offence_free_years=5) == "high"
