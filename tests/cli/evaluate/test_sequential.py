"""``desist evaluate sequential`` from a file to its result."""

import json

import pytest

from desist.cli import main

HEAD = "look,stratum,events_treated,events_control,at_risk_treated,at_risk_control\n"
ONE = HEAD + "1,a,2,1,150,300\n2,a,3,2,148,299\n"
TWO = ONE + "3,a,5,1,145,297\n"


@pytest.fixture
def evaluate(tmp_path, capsys):
    def run(text, *arguments, name="looks.csv"):
        path = tmp_path / name
        path.write_text(text)
        status = main(["evaluate", "sequential", str(path), *arguments])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def test_the_evidence_has_its_key(evaluate):
    status, out, _ = evaluate(TWO, "--claim", "0.39", "--json")
    evidence = json.loads(out)["evidence"]

    assert status == 0
    assert evidence["harm"]["estimate"] > evidence["two_sided"]["estimate"] > 1
    assert evidence["claims"][0]["ratio"] == 0.39


def test_a_file_without_strata_is_refused_unless_randomised(evaluate):
    text = "\n".join(",".join(line.split(",")[:1] + line.split(",")[2:]) for line in TWO.split())
    status, out, err = evaluate(text)

    assert (status, out) == (2, "")
    assert "[no_strata]" in err
    assert evaluate(text, "--randomised")[0] == 0


def test_an_earlier_look_is_never_rewritten(evaluate, tmp_path):
    earlier = tmp_path / "earlier.json"
    earlier.write_text(evaluate(ONE, "--claim", "0.5", "--json")[1])
    asked = ("--claim", "0.5", "--earlier", str(earlier))

    assert evaluate(TWO, *asked)[0] == 0
    status, _, err = evaluate(TWO.replace("2,a,3,2", "2,a,2,2"), *asked)
    assert status == 2
    assert "look 2.0 is no longer what it was (events_treated" in err
    assert "rewritten_look" in evaluate(TWO, "--earlier", str(earlier))[2]


def test_observed_against_expected(evaluate):
    status, out, _ = evaluate(
        "look,observed,expected,expected_low,expected_high\n1,9,20,15,25\n",
        "--expected", "--claim", "0.39", "--json",
    )  # fmt: skip
    content = json.loads(out)

    assert status == 0
    assert content["evidence"]["claims"][0]["ratio"] == 0.39
    assert content["sensitivity"]["if_expected_high"]["benefit"]["estimate"] > 1


def test_a_count_left_out_is_refused(evaluate):
    assert "[missing_count]" in evaluate(TWO.replace("2,a,3,2", "2,a,,2"))[2]


def test_boundaries(capsys):
    assert main(["evaluate", "sequential", "boundaries", "--looks", "0.5,1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["looks"][1]["z"] == pytest.approx(1.9686, abs=1e-3)

    assert main(["evaluate", "sequential", "boundaries"]) == 2
    assert "[no_looks]" in capsys.readouterr().err
