"""The whole report of an invented cohort, and what it must never let through."""

import csv
import json
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import polars as pl
import pytest

from desist.catalogue.fault import FaultyInput
from desist.evaluation.cohort.analysis_plan import EXAMPLE_PLAN, read_plan
from desist.evaluation.cohort.checklist import checklist_of
from desist.evaluation.cohort.delivered import delivered_items
from desist.evaluation.cohort.example import Invention, invented_cohort
from desist.evaluation.cohort.first_table import first_table
from desist.evaluation.cohort.folder import Cohort, read_outcomes, read_people
from desist.evaluation.cohort.living import batches_of
from desist.evaluation.cohort.needed import needed
from desist.evaluation.cohort.page import cohort_page
from desist.evaluation.cohort.prediction import predictions_of
from desist.evaluation.cohort.report import cohort_report, evaluated
from desist.evaluation.cohort.subgroup import subgroup
from desist.evaluation.cohort.tidy_table import tidy_tables, write_tidy_tables
from desist.evaluation.quantity import document
from tests.evaluation.cohort.by_hand import cohort, offence, on, person, plan
from tests.evaluation.cohort.invented import folder_with


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folder_with(tmp_path_factory.mktemp("cohort"), treated=500, control=900)


@pytest.fixture(scope="module")
def report(folder):
    return cohort_report(folder)


@pytest.fixture(scope="module")
def content(report):
    return json.loads(json.dumps(document(report)))


def small_counts(rows, keys):
    return [row[key] for row in rows for key in keys if row[key] and 0 < row[key] < 5]


def test_no_small_count_is_anywhere_in_what_is_published(content):
    tables = tidy_tables(content)

    assert small_counts(tables["effects"], ["treated_people", "control_people"]) == []
    assert small_counts(tables["flow"][:7], ["treated", "control"]) == []
    assert small_counts(tables["first_table"], ["n"]) == []
    assert small_counts(tables["observed_and_predicted"], ["observed"]) == []
    assert any(row["is_suppressed"] for row in tables["effects"])
    assert all(
        row["risk_ratio_estimate"] is None for row in tables["effects"] if row["is_suppressed"]
    )


def test_no_step_of_a_published_curve_is_made_by_fewer_than_five(report, folder):
    whole = cohort_report(folder, is_unsuppressed=True)
    for shown, full in zip(report.curves, whole.curves, strict=True):
        for arm, all_of_it in zip(shown.arms, full.arms, strict=True):
            assert len(arm.points) < len(all_of_it.points)


def test_counts_are_those_of_the_tables_themselves(folder):
    report = cohort_report(folder, is_unsuppressed=True)
    first = next(
        each for each in report.at_horizons
        if (each.outcome, each.whom, each.horizon_days) == ("image", "allocated", 730)
    )  # fmt: skip
    data = invented_cohort(Invention(treated=500, control=900))
    soon = data.episodes.join(
        data.outcomes.filter(kind="image"), on="pseudonym"
    ).filter(arm="treated")  # fmt: skip
    days = (soon["offended_on"] - soon["day_0"]).dt.total_days().to_numpy()
    proof = (soon["convicted_on"] - soon["day_0"]).dt.total_days().to_numpy()
    least = int(((days <= 730) & (proof <= 730 + 183)).sum())

    # Those committed while away are left out, and nobody else is.
    assert least - report.flow.offences_left_out["committed while not at liberty"] <= (
        first.comparison.treated.count
    ) <= least  # fmt: skip


def test_everybody_allocated_comes_first_with_completers_and_dropouts_beside(report):
    image = [each.whom for each in report.over_time if each.outcome == "image"]

    assert image == ["allocated", "completers", "dropouts"]


def test_the_two_arms_and_the_two_directions_have_one_size(report):
    benefit, harm = report.settled_by

    assert benefit.events == harm.events
    assert benefit.ratio * harm.ratio == pytest.approx(1)


def test_the_predictor_is_used_for_its_own_outcome_alone(report):
    image, contact = report.prediction

    assert [each.group for each in image.groups][:2] == ["treated, all allocated", "control"]
    assert contact.refused == "the predictor predicts image, not contact"


def test_every_claim_and_a_negative_control_have_their_running_evidence(report):
    outcomes = {each.outcome: each for each in report.living}

    assert outcomes["other"].role == "negative_control"
    for section in report.living:
        for course in section.evidence:
            assert len(course.course) == len(section.looks)
            assert "proved" not in course.says
    assert len(outcomes["image"].evidence) == 4


def test_the_page_prints_the_hash_the_rules_and_every_deviation(folder, content, tmp_path):
    page = cohort_page(content)
    assert content["plan"]["sha256"] in page
    assert "No deviation was found." in page
    for rule in content["rules"].values():
        assert rule.replace("'", "&#39;") in page

    other = folder_with(
        tmp_path, treated=200, control=300,
        plan=EXAMPLE_PLAN.replace("look_months = 3", "look_months = 6"), frozen=False,
    )  # fmt: skip
    assert "The plan was not frozen before outcomes" in cohort_page(document(cohort_report(other)))


class Heads(HTMLParser):
    def __init__(self):
        super().__init__()
        self.levels, self.scripts = [], 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        if tag in ("h1", "h2", "h3"):
            self.levels.append(int(tag[1]))
        self.scripts += tag in ("script", "img", "link", "iframe")


def test_the_page_is_one_document_that_loads_nothing(content):
    heads = Heads()
    heads.feed(cohort_page(content))

    assert heads.levels[0] == 1
    assert heads.levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(heads.levels, heads.levels[1:], strict=False))
    assert heads.scripts == 0


def test_every_table_is_written_as_csv_with_its_data_package(content, tmp_path):
    written = [path.name for path in write_tidy_tables(content, tmp_path)]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))

    assert [each["path"] for each in package["resources"]] == written[:-1]
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8") as file:
            heads = next(csv.reader(file))
        assert heads == [each["name"] for each in resource["schema"]["fields"]]


def test_a_covariate_that_is_no_column_is_refused(tmp_path):
    text = EXAMPLE_PLAN.replace('"age", ', '"income", ')

    with pytest.raises(FaultyInput, match="income is no column"):
        cohort_report(folder_with(tmp_path, plan=text))


def test_an_effect_that_was_put_in_is_found_and_none_that_was_not(tmp_path):
    harmed = cohort_report(folder_with(
        tmp_path, treated=3000, control=3000, hazard_ratio=2.0, calibration="ontario",
    ))  # fmt: skip
    image = next(
        each for each in harmed.over_time if (each.outcome, each.whom) == ("image", "allocated")
    )
    other = next(each for each in harmed.over_time if each.outcome == "other")

    assert harmed.statements[0].verdict == "more"
    assert image.adjusted.low < 2.0 < image.adjusted.high
    assert image.adjusted.low > 1
    # Some 1,100 offences of this kind: the standard error of the log ratio is about 0.06.
    assert abs(np.log(other.unadjusted.estimate)) < 0.2


def test_events_enter_at_the_look_when_they_became_known():
    given = cohort(
        [person("p001", "treated"), person("p002", "control")],
        [offence("p001", 50, proved=120)],
    )
    data = evaluated(given, plan())
    batches = batches_of(given, data.calendar, data.offences, "image", plan())
    with_event = batches.look[batches.events_treated > 0]

    # Known on day 130, in May: the second look of three months.
    assert with_event.tolist() == [2]
    assert batches.at_risk_treated[batches.look <= 2].tolist() == [1, 1]
    assert batches.at_risk_treated[batches.look > 2].sum() == 0
    assert (batches.at_risk_control == 1).all()


def test_the_first_table_has_medians_unknowns_and_no_p_value():
    given = cohort(
        [person(f"p{n:03}", "treated", age=float(30 + n)) for n in range(3)]
        + [person("p010", "treated")]
        + [person(f"p1{n:02}", "control", age=float(40 + n)) for n in range(3)]
    )
    rows = {(row.variable, row.category): row for row in first_table(given.episodes, ["age"])}
    age, unknown = rows["age", None], rows["age", "Unknown"]

    assert (age.treated.median, age.treated.n) == (31, 3)
    assert age.difference == pytest.approx(-10)
    assert (unknown.treated.n, unknown.treated.share, unknown.control.n) == (1, 0.25, 0)


def test_events_needed_agree_with_the_published_formula():
    # Schoenfeld (1983): (1.96 + 0.8416)² / (0.25 ln² 2) = 65.3 events for a ratio of 2, 1:1, 80%.
    (found,) = needed(
        rate=0.1, treated_share=0.5, people=300, people_a_year=100, level=0.95, ratios=(2.0,)
    )

    assert (found.events, found.people, found.more_people) == (66, 660, 360)
    assert found.more_years == pytest.approx(3.6)


def test_completers_selected_by_unknown_risk_look_better_than_predicted(tmp_path):
    report = cohort_report(folder_with(tmp_path, treated=6000, control=500, calibration="ontario"))
    treated, _, completed, others = (each.ratio.estimate for each in report.prediction[0].groups)

    assert completed < treated < others
    assert "no effect" in report.prediction[0].groups[2].warning
    assert np.isfinite(report.prediction[0].selection[0].completers)


def test_matching_and_weighting_stand_beside_the_plain_difference(report, content):
    image = report.adjusted[0]
    plain = next(
        each for each in report.at_horizons
        if (each.outcome, each.horizon_days, each.whom) == ("image", 730, "allocated")
    ).comparison.risk_difference  # fmt: skip

    assert image.crude == plain
    # Whoever is treated was drawn by age, history and risk: unlike before, alike after.
    assert max(abs(each.before) for each in image.balance) > 0.1
    assert max(abs(each.matched) for each in image.balance) < 0.1
    assert max(abs(each.weighted) for each in image.balance) < 0.05
    assert "Matched pairs" in cohort_page(content)


def test_an_effect_in_one_part_of_the_people_alone_shows_as_an_interaction(report):
    assert report.subgroups[0].column == "age"
    assert report.subgroups[0].interaction_p > 0.05

    harmed = [
        offence(f"p{n:03}", 40 + n % 300)
        for n in range(400)
        if (n % 2 == 0 and n < 200) or n % 5 == 1
    ]
    data = evaluated(
        cohort(
            [person(f"p{n:03}", "control" if n % 2 else "treated", age=30.0 if n < 200 else 50.0)
             for n in range(400)], harmed,
        ), plan(),
    )  # fmt: skip
    found = subgroup(data, "image", "age")

    assert found.cut == 40
    assert found.below.estimate > 3 * found.above.estimate
    assert found.interaction.estimate == pytest.approx(found.above.estimate / found.below.estimate)
    assert found.interaction_p < 0.001


def test_questionnaires_are_reported_as_no_evidence_of_less_reconviction(report, content):
    (found,) = report.score_changes

    assert (found.scale, found.mean_change.high < 0) == ("victim_distortion", True)
    assert found.answered_before > found.n
    assert any("no evidence of less reconviction" in each for each in found.warnings)
    assert not [each for each in found.classes.values() if each and each < 5]
    assert "no evidence of less reconviction" in cohort_page(content)


def test_a_subgroup_that_is_no_column_is_refused(tmp_path):
    text = EXAMPLE_PLAN.replace('subgroups = ["age"]', 'subgroups = ["income"]')

    with pytest.raises(FaultyInput, match="subgroups: income is no column"):
        cohort_report(folder_with(tmp_path, plan=text))


def test_the_standard_and_the_adapted_coding_stand_side_by_side(folder):
    """Oracle: the sums of the two columns over those followed, taken here."""
    episodes = read_people(folder)[0]
    halved = episodes.with_columns(predicted_risk_adapted=pl.col("predicted_risk") / 2)
    data = evaluated(
        Cohort(episodes=halved, liberty=read_people(folder)[1], outcomes=read_outcomes(folder)),
        read_plan(folder),
    )
    standard, adapted = predictions_of(data, "image")
    assert (standard.coding, adapted.coding) == ("standard", "adapted")
    shown = [each for each in zip(standard.groups, adapted.groups, strict=True) if each[0].ratio]
    assert len(shown) >= 2
    for one, other in shown:
        assert other.ratio.expected == pytest.approx(one.ratio.expected / 2)
        assert other.ratio.observed == one.ratio.observed
    impossible = replace(
        data,
        cohort=replace(
            data.cohort, episodes=halved.with_columns(predicted_risk_adapted=pl.lit(1.5))
        ),
    )
    assert "no probability" in predictions_of(impossible, "image")[1].refused


def test_tidier_is_filled_from_the_episodes_where_the_site_has_not_answered():
    """Oracle: by hand, of ten allocated eight started and six completed after 20 to 25 weeks."""
    people = [
        person(
            f"t{n}", "treated", programme_version="1", site_group=f"s{n % 2}",
            started_on=on(10) if n < 8 else None,
            completed_on=on(10 + 7 * (20 + n)) if n < 6 else None,
        )
        for n in range(10)
    ]  # fmt: skip
    whole = cohort([*people, person("c", "control")]).episodes
    said = delivered_items(whole, smallest=1)
    assert said["tidier-1"] == "isotp 1"
    assert said["tidier-7"].startswith("2 sites")
    assert "22 weeks" in said["tidier-8"] or "23 weeks" in said["tidier-8"]
    assert said["tidier-12"] == "of 10 allocated 8 started and 6 completed"
    assert "tidier-12" not in delivered_items(whole, smallest=5), "four did not complete"
    answered = {each.id: each for each in checklist_of(plan(checklist={"tidier-1": "Ours"}), said)}
    assert (answered["tidier-1"].answer, answered["tidier-1"].answered_by) == ("Ours", "site")
    assert answered["tidier-12"].answered_by == "report"
    assert answered["tidier-5"].answered_by == "open"
