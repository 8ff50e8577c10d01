"""The plan is frozen before outcomes are read, and every later difference is said."""

import json
from datetime import date

import pytest

from desist.catalogue.fault import FaultyInput
from desist.evaluation.cohort.analysis_plan import (
    EXAMPLE_PLAN,
    deviations,
    freeze,
    plan_digest,
    read_freezing,
    read_plan,
)
from tests.evaluation.cohort.invented import folder_with


def written(path, text):
    (path / "plan.toml").write_text(text, encoding="utf-8")
    return read_plan(path)


def test_an_unchanged_plan_has_no_deviation(tmp_path):
    folder = folder_with(tmp_path)

    assert deviations(read_plan(folder), read_freezing(folder), folder) == ()


def test_a_comment_does_not_change_the_hash_and_a_horizon_does(tmp_path):
    plain = plan_digest(written(tmp_path, EXAMPLE_PLAN))

    assert plan_digest(written(tmp_path, "# why\n" + EXAMPLE_PLAN)) == plain
    changed = EXAMPLE_PLAN.replace("landmark_days = 730", "landmark_days = 731")
    assert plan_digest(written(tmp_path, changed)) != plain


def test_a_change_after_freezing_is_said_with_both_values(tmp_path):
    folder = folder_with(tmp_path)
    plan = written(folder, EXAMPLE_PLAN.replace("landmark_days = 730", "landmark_days = 365"))

    (said,) = deviations(plan, read_freezing(folder), folder)

    assert said == "landmark_days was 730 when frozen and is 365 now"


def test_a_table_changed_after_freezing_is_said(tmp_path):
    folder = folder_with(tmp_path)
    (folder / "episodes.parquet").write_bytes(b"other")

    (said,) = deviations(read_plan(folder), read_freezing(folder), folder)

    assert said.startswith("episodes.parquet is not the file")


def test_freezing_with_outcomes_at_hand_and_not_freezing_are_deviations(tmp_path):
    folder = folder_with(tmp_path, frozen=False)
    plan = read_plan(folder)

    assert "was not frozen" in deviations(plan, None, folder)[0]
    freeze(plan, folder, on=date(2020, 1, 6))
    assert "already lay" in deviations(plan, read_freezing(folder), folder)[0]


def test_an_altered_record_of_the_freezing_is_found(tmp_path):
    folder = folder_with(tmp_path)
    path = folder / "plan.frozen.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["plan"]["landmark_days"] = 365
    path.write_text(json.dumps(record), encoding="utf-8")

    said = deviations(read_plan(folder), read_freezing(folder), folder)

    assert "the frozen record was altered: its hash is not that of its content" in said


def test_a_plan_is_frozen_once(tmp_path):
    folder = folder_with(tmp_path)

    with pytest.raises(FaultyInput, match="frozen_before"):
        freeze(read_plan(folder), folder, on=date(2021, 1, 1))


@pytest.mark.parametrize(("line", "name"), [
    ('completers = "fixed_label"', "immortal_time"),
    ("level = 1.5", "is no level"),
    ("unheard_of = 1", "not a key"),
])  # fmt: skip
def test_a_plan_that_cannot_be_followed_is_refused(tmp_path, line, name):
    with pytest.raises(FaultyInput, match=name):
        written(tmp_path, f"{line}\n{EXAMPLE_PLAN}")
