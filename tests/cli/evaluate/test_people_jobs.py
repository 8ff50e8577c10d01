"""``change``, ``reliability``, ``profiles`` and matching, from a file to their results."""

import json

import pytest

from desist.cli import main
from desist.evaluation.example_cohort import example_cohort
from tests.evaluation import oracle


@pytest.fixture
def evaluated(capsys):
    def run(*arguments):
        status = main(["evaluate", *map(str, arguments), "--json"])
        return json.loads(capsys.readouterr().out) if status == 0 else status

    return run


def test_change(evaluated, tmp_path):
    file = tmp_path / "scores.csv"
    file.write_text("id,before,after\np1,40,25\np2,38,\np3,33,34\n")
    found = evaluated(
        "change", file, "--pre", "before", "--post", "after", "--sd", 7, "--reliability", 0.85,
        "--clinical-mean", 38, "--clinical-sd", 7, "--normal-mean", 24, "--normal-sd", 7,
        "--better", "lower",
    )  # fmt: skip

    assert found["n"] == 2
    assert found["counts"]["recovered"] == 1
    assert "1 of 3 rows were left out" in " ".join(found["warnings"])


def test_profiles(evaluated):
    scales = "sepal_length,sepal_width,petal_length,petal_width"
    file = oracle.FOLDER / "iris.csv"
    found = evaluated("profiles", file, "--scales", scales, "--by", "species", "--most", 3)

    assert found["chosen"] == len(found["profiles"]) == 3
    assert {each["group"] for each in found["groups"]} == {"setosa", "versicolor", "virginica"}
    assert evaluated("profiles", file, "--scales", "species,sepal_width") == 2


def test_reliability(evaluated):
    file = oracle.FOLDER / "reliability_answers.csv"
    found = evaluated("reliability", file, "--reverse", "item_3,item_6", "--bounds", "0,4")

    assert found["alpha"]["estimate"] == pytest.approx(0.752186088342906)
    assert found["items"][0]["item"] == "item_1"


def test_match(evaluated, tmp_path):
    file = tmp_path / "cohort.csv"
    file.write_text(example_cohort(n=300))
    found = evaluated(
        "match", file, "--treated", "treated", "--covariates", "age,prior",
        "--outcome", "reconvicted",
    )  # fmt: skip

    lines = file.read_text().splitlines()
    for pair in found["pairs"]:
        assert lines[pair["treated"] - 1].split(",")[1] == "treated"
        assert lines[pair["controls"][0] - 1].split(",")[1] == "control"
    assert found["after"]["largest_smd"] <= found["before"]["largest_smd"] + 0.05
    assert found["outcome"]["matched"].keys() >= {"estimate", "low", "high"}


def test_rosenbaum(evaluated, capsys):
    assert evaluated("rosenbaum", "--discordant", "60/35")["tipping_gamma"] > 1
    assert evaluated("rosenbaum", "--discordant", "0/0") == 2
    with pytest.raises(SystemExit):
        evaluated("rosenbaum", "--discordant", "sixty")
