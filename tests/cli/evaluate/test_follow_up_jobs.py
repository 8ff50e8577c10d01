"""The jobs that read a table of follow-up, from file to JSON, right and wrong."""

import json

import polars as pl
import pytest

from desist.cli import main
from desist.evaluation.example_cohort import example_cohort

FOLLOW_UP = ("--time", "days", "--event", "event")
JOBS = {
    "survival": (*FOLLOW_UP, "--by", "arm", "--at", "365"),
    "cox": (*FOLLOW_UP, "--covariates", "treated,age"),
    "competing": (*FOLLOW_UP, "--by", "arm", "--at", "365", "--covariates", "treated,age"),
    "calibration": ("--probability", "predicted", "--outcome", "event", "--time", "days",
                    "--horizon", "730", "--by", "arm"),
    "observed-expected": ("--probability", "predicted", "--outcome", "reconvicted"),
}  # fmt: skip


@pytest.fixture
def cohort(tmp_path):
    """The invented cohort, with some cells replaced."""

    def write(*changes):
        lines = [line.split(",") for line in example_cohort(n=120).splitlines()]
        for row, column, cell in changes:
            lines[row][lines[0].index(column)] = cell
        path = tmp_path / "cohort.csv"
        path.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
        return path

    return write


def as_json(capsys, job, path, *more):
    status = main(["evaluate", job, str(path), *JOBS[job], *more, "--json"])
    output = capsys.readouterr()
    return status, json.loads(output.out) if output.out else None, output.err


@pytest.mark.parametrize("job", JOBS)
def test_every_job_prints_one_json_object_without_a_number_that_is_none(capsys, cohort, job):
    status, content, errors = as_json(capsys, job, cohort())

    assert (status, errors) == (0, "")
    assert content.keys() >= {"method", "assumptions", "warnings", "source", "level"}
    assert "NaN" not in json.dumps(content)


@pytest.mark.parametrize("job", JOBS)
def test_parquet_gives_the_same_as_csv(capsys, cohort, job, tmp_path):
    path = cohort()
    other = tmp_path / "cohort.parquet"
    pl.read_csv(path).write_parquet(other)

    assert as_json(capsys, job, path)[1] == as_json(capsys, job, other)[1]


@pytest.mark.parametrize("job", JOBS)
def test_the_same_is_told_in_words(capsys, cohort, job):
    assert main(["evaluate", job, str(cohort()), *JOBS[job]]) == 0
    text = capsys.readouterr().out

    assert "{" not in text
    assert "Method: " in text


@pytest.mark.parametrize("job", ["survival", "cox", "competing"])
@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        ((3, "days", "-4"), (), "days: holds a time below nought [negative_time] (line 4)"),
        ((3, "event", "yes"), (), "event: holds text where numbers are needed, such as 'yes'"),
        ((3, "event", "1.5"), (), "cohort.csv: event: holds what is no code of an event"),
        ((3, "start", "99999"), ("--start", "start"), "[event_before_entry] (line 4)"),
        ((3, "id", "p001"), ("--id", "id"), "id: is the id of a person who is followed twice"),
        ((0, "site", "surname"), (), "cohort.csv: surname: looks like a name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_file_column_and_line(capsys, cohort, job, change, more, said):
    status, content, errors = as_json(capsys, job, cohort(change), *more)

    assert (status, content) == (2, None)
    assert said in errors
    assert errors.endswith(f"Try: desist evaluate {job} --help\n")


def test_a_missing_column_is_named_with_the_nearest(capsys, cohort):
    assert main(["evaluate", "cox", str(cohort()), *FOLLOW_UP, "--covariates", "treted"]) == 2
    assert "treted: there is no such column [no_column]. Did you mean treated." in (
        capsys.readouterr().err
    )


def test_rows_with_a_missing_covariate_are_counted_in_a_warning(capsys, cohort):
    _, content, _ = as_json(capsys, "cox", cohort((3, "age", ""), (9, "age", "NA")))

    assert content["n"] == 118
    assert content["warnings"][0].startswith("2 of 120 rows were left out")


def test_a_cox_model_gives_its_coefficients_by_name(capsys, cohort):
    _, content, _ = as_json(capsys, "cox", cohort(), "--ties", "breslow", "--cluster", "site")
    treated = content["coefficients"]["treated"]

    assert treated.keys() >= {"coef", "se", "robust_se", "z", "p", "low", "high", "hazard_ratio"}
    assert treated["robust_se"] != treated["se"]
    assert content["proportional_hazards"].keys() == {"treated", "age", "GLOBAL"}


def test_curves_are_given_on_request_only(capsys, cohort):
    path = cohort()

    assert as_json(capsys, "survival", path)[1]["groups"][0]["curve"] is None
    curve = as_json(capsys, "survival", path, "--curve")[1]["groups"][0]["curve"]
    assert len(curve["time"]) == len(curve["survival"]) > 10
    curves = as_json(capsys, "competing", path, "--curve")[1]["groups"][0]["curves"]
    assert [each["cause"] for each in curves] == [1, 2]


def test_late_entry_leaves_out_what_has_no_witness_and_says_so(capsys, cohort):
    status, content, _ = as_json(capsys, "competing", cohort(), "--start", "start")

    assert status == 0
    assert content["refused"].keys() == {"gray", "fine_gray"}
    assert content["cause_specific"]["1"]["coefficients"]["age"]["coef"] is not None


def test_a_covariate_may_be_called_like_an_argument(capsys, tmp_path):
    path = tmp_path / "cohort.csv"
    path.write_text("days,event,time\n1,1,3\n2,0,1\n3,1,2\n4,1,5\n5,0,4\n", encoding="utf-8")
    main(["evaluate", "cox", str(path), *FOLLOW_UP, "--covariates", "time", "--json"])

    assert json.loads(capsys.readouterr().out)["coefficients"].keys() == {"time"}


def test_an_expected_count_beside_a_file_is_refused(capsys, cohort):
    status, _, errors = as_json(capsys, "observed-expected", cohort(), "--expected", "3")

    assert status == 2
    assert "expected_twice" in errors


def test_a_file_of_one_kind_of_people_still_has_a_log_rank_of_none(capsys, cohort):
    assert main(["evaluate", "survival", str(cohort()), *FOLLOW_UP, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["log_rank"] is None
