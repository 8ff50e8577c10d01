"""What a service hands over is what an evaluation reads: types, order, and the same bytes again."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import polars as pl

from desist.evaluation.cohort.consistency import check_people
from desist.evaluation.cohort.folder import read_people
from desist.evaluation.cohort.packed import packed
from desist.evaluation.cohort.record import Episode, LibertyPeriod, Observed

DAY = date(2024, 5, 1)


def episode(pseudonym, arm="treated", **known):
    held = {
        "programme": "isotp", "programme_version": "1", "started_on": None, "completed_on": None,
        "site_group": "g1", "age": None, "prior_sanctions": None, "supervision_intensity": None,
        "predicted_risk": None, "predicted_outcome": None, "predicted_horizon_days": None,
        "predictor": None, "predicted_on": None,
    }  # fmt: skip
    about = {"pseudonym": pseudonym, "arm": arm, "day_0": DAY, "day_0_event": "wait_ended"}
    return Episode(**held | about | known)


OBSERVED = [
    Observed(episode=episode("p002", "control"), further={"covariate_custody": 0.0}),
    Observed(episode=episode("p001", age=41.5), further={"score_upps_before": 3.0}),
]
LIBERTY = [LibertyPeriod(pseudonym="p001", kind="recall", from_on=DAY, until_on=None)]


def unpacked(whole, folder):
    ZipFile(BytesIO(whole)).extractall(folder)
    return folder


def test_an_evaluation_reads_it_without_a_fault(tmp_path):
    folder = unpacked(packed(OBSERVED, LIBERTY, notes="How it was made\n"), tmp_path)
    episodes, liberty = read_people(folder)
    check_people(episodes, liberty, extracted_on=date(2025, 1, 1))
    assert episodes.select("pseudonym", "arm", "age").rows() == [
        ("p001", "treated", 41.5), ("p002", "control", None),
    ]  # fmt: skip
    assert liberty.rows() == [("p001", "recall", DAY, None)]
    assert (folder / "READ-ME.txt").read_text() == "How it was made\n"


def test_what_a_site_knows_of_some_is_empty_for_the_others(tmp_path):
    episodes, _ = read_people(unpacked(packed(OBSERVED, LIBERTY, notes=""), tmp_path))
    assert episodes["covariate_custody"].to_list() == [None, 0.0]
    assert episodes["score_upps_before"].to_list() == [3.0, None]


def test_nobody_is_a_table_too(tmp_path):
    folder = unpacked(packed([], [], notes=""), tmp_path)
    assert pl.read_parquet(folder / "episodes.parquet").schema["day_0"] == pl.Date
    assert pl.read_parquet(folder / "liberty.parquet").height == 0


def test_the_same_people_are_the_same_bytes():
    again = packed(OBSERVED[::-1], LIBERTY, notes="n")
    assert packed(OBSERVED, LIBERTY, notes="n") == again
