"""What is refused in the three tables, one fault at a time."""

from datetime import date

import polars as pl
import pytest

from desist.catalogue.fault import FaultyInput
from desist.evaluation.cohort.consistency import check_outcomes, check_people
from desist.evaluation.cohort.folder import Cohort, read_outcomes, read_people
from tests.evaluation.cohort.invented import changed, folder_with

EXTRACTED = date(2020, 6, 30)
FIRST = pl.int_range(pl.len()) == 0


def read(path):
    episodes, liberty = read_people(path)
    check_people(episodes, liberty, extracted_on=EXTRACTED)
    cohort = Cohort(episodes=episodes, liberty=liberty, outcomes=read_outcomes(path))
    check_outcomes(cohort, extracted_on=EXTRACTED)
    return cohort


def names_of(error):
    return {fault.problem.split("[")[1].split("]")[0] for fault in error.value.faults}


def first(column, value):
    return pl.when(FIRST).then(pl.lit(value)).otherwise(pl.col(column))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return folder_with(tmp_path_factory.mktemp("cohort"))


def copied(whole, tmp_path):
    for file in whole.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_an_invented_cohort_is_without_a_fault(whole):
    cohort = read(whole)

    assert cohort.episodes.height == 450


FAULTS = [
    ("identity_column", "episodes", {"surname": pl.lit("x")}),
    ("identity_column", "liberty", {"Date of Birth": pl.lit(date(1970, 1, 1))}),
    ("unknown_column", "outcomes", {"place": pl.lit("x")}),
    ("text_column", "episodes", {"covariate_region": pl.lit("north")}),
    ("wrong_type", "outcomes", {"offended_on": pl.lit("2012-01-01")}),
    ("missing_value", "episodes", {"day_0": first("day_0", None)}),
    ("unknown_value", "episodes", {"arm": first("arm", "both")}),
    ("unknown_value", "outcomes", {"kind": first("kind", "theft")}),
    ("out_of_range", "episodes", {"predicted_risk": first("predicted_risk", 12.0)}),
    ("out_of_range", "episodes", {"age": first("age", float("nan"))}),
    ("no_pseudonym", "episodes", {"pseudonym": first("pseudonym", "Smith")}),
    ("no_pseudonym", "episodes", {"pseudonym": first("pseudonym", "A1234BC")}),
    ("id_twice", "episodes", {"pseudonym": pl.col("pseudonym").backward_fill().replace(
        "p000001", "p000002")}),
    ("completed_before_start", "episodes", {"completed_on": pl.col("started_on").dt.offset_by(
        "-1d")}),
    ("completed_without_start", "episodes", {"started_on": pl.lit(None, dtype=pl.Date)}),
    ("no_programme", "episodes", {"programme": pl.lit(None, dtype=pl.String)}),
    ("day_0_after_extraction", "episodes", {"day_0": first("day_0", date(2021, 1, 1))}),
    ("predicted_after_treatment", "episodes", {"predicted_on": pl.col("day_0").dt.offset_by(
        "1d")}),
    ("prediction_without_terms", "episodes", {"predictor": pl.lit(None, dtype=pl.String)}),
    ("empty_group", "episodes", {"arm": pl.lit("treated"), "programme": pl.lit("isotp")}),
    ("day_0_differs", "episodes", {"day_0_event": pl.when(pl.col("arm") == "treated").then(
        pl.lit("sentence")).otherwise(pl.lit("release"))}),
    ("unknown_person", "liberty", {"pseudonym": first("pseudonym", "p999999")}),
    ("period_ends_early", "liberty", {"until_on": pl.col("from_on")}),
    ("died_before_entry", "liberty", {"from_on": pl.lit(date(2001, 1, 1))}),
    ("convicted_before_offence", "outcomes", {"offended_on": pl.col("convicted_on").dt.offset_by(
        "1d")}),
    ("known_before_conviction", "outcomes", {"known_on": pl.col("offended_on")}),
    ("known_after_extraction", "outcomes", {"known_on": first("known_on", date(2020, 7, 1))}),
    ("unknown_person", "outcomes", {"pseudonym": first("pseudonym", "p999999")}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "table", "columns"), FAULTS, ids=[
    f"{name}-{table}-{next(iter(columns))}" for name, table, columns in FAULTS
])  # fmt: skip
def test_a_fault_is_named(whole, tmp_path, name, table, columns):
    folder = copied(whole, tmp_path)
    changed(folder, table, **columns)

    with pytest.raises(FaultyInput) as error:
        read(folder)

    assert name in names_of(error)


def test_an_outcome_given_twice_is_refused(whole, tmp_path):
    folder = copied(whole, tmp_path)
    outcomes = pl.read_parquet(folder / "outcomes.parquet")
    pl.concat([outcomes, outcomes[:1]]).write_parquet(folder / "outcomes.parquet")

    with pytest.raises(FaultyInput) as error:
        read(folder)

    assert names_of(error) == {"outcome_twice"}


def test_an_offence_after_death_is_refused(whole, tmp_path):
    folder = copied(whole, tmp_path)
    liberty = pl.read_parquet(folder / "liberty.parquet")
    outcome = pl.read_parquet(folder / "outcomes.parquet").filter(
        ~pl.col("pseudonym").is_in(liberty["pseudonym"].to_list())
    )[:1]
    death = pl.DataFrame({
        "pseudonym": outcome["pseudonym"], "kind": ["death"],
        "from_on": outcome["offended_on"].dt.offset_by("-1d"),
        "until_on": pl.Series([None], dtype=pl.Date),
    })  # fmt: skip
    pl.concat([liberty, death]).write_parquet(folder / "liberty.parquet")

    with pytest.raises(FaultyInput) as error:
        read(folder)

    assert names_of(error) == {"offence_after_death"}


def test_a_missing_column_and_a_missing_file_are_refused_at_once(whole, tmp_path):
    folder = copied(whole, tmp_path)
    (folder / "liberty.parquet").unlink()
    episodes = pl.read_parquet(folder / "episodes.parquet")
    episodes.drop("age").write_parquet(folder / "episodes.parquet")

    with pytest.raises(FaultyInput) as error:
        read_people(folder)

    assert {fault.file for fault in error.value.faults} == {"episodes.parquet", "liberty.parquet"}
