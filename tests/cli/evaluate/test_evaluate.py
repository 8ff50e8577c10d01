"""The frame of ``desist evaluate``: what all its jobs share."""

import json

import pytest

from desist.cli import main
from desist.cli.evaluate import JOBS

ENVELOPE = {"estimate", "low", "high", "level", "method", "assumptions", "warnings", "source"}


def test_one_quantity_is_one_envelope(capsys):
    assert main(["evaluate", "proportion", "13/198", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)

    assert content.keys() >= ENVELOPE
    assert content["exact"].keys() == ENVELOPE
    assert (content["schema"], content["job"]) == (1, "proportion")
    assert content["estimate"] == pytest.approx(13 / 198)


def test_several_quantities_are_an_envelope_each(capsys):
    arguments = ["--treated", "256/2562", "--control", "1058/13219", "--json"]
    assert main(["evaluate", "two-group", *arguments]) == 0
    content = json.loads(capsys.readouterr().out)

    for name in ("odds_ratio", "risk_ratio", "risk_difference", "conditional_odds_ratio"):
        assert content[name].keys() == ENVELOPE
    assert content["number_needed"]["kind"] == "harm"
    assert content.keys() >= {"method", "assumptions", "warnings", "source", "level"}


def test_attainable_takes_the_decimals_that_were_printed(capsys):
    main(["evaluate", "attainable", "7", "--n", "201", "--decimals", "1", "--json"])

    assert json.loads(capsys.readouterr().out)["counts"] == [14]


def test_the_text_says_the_figure_the_method_and_the_warnings(capsys):
    assert main(["evaluate", "two-group", "--treated", "0/40", "--control", "6/38"]) == 0
    text = capsys.readouterr().out

    assert "risk difference         -0.1579 (95% -0.3042 to -0.03689)" in text
    assert "Source: Newcombe (1998)" in text
    assert "Warning: a cell of the table is empty" in text


def test_unusable_input_prints_nothing_but_the_fault_and_a_command_that_helps(capsys):
    assert main(["evaluate", "two-group", "--treated", "5/0", "--control", "6/38", "--json"]) == 2
    output = capsys.readouterr()

    assert output.out == ""
    assert output.err.startswith("treated: 5 of 0 is no proportion: the group is empty")
    assert output.err.endswith("Try: desist evaluate two-group --help\n")


def test_a_wrong_argument_is_refused_with_its_remedy(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", "proportion", "13"])

    assert caught.value.code == 2
    assert "'13' is not K/N, such as 13/198" in capsys.readouterr().err


@pytest.mark.parametrize("job", JOBS)
def test_every_job_shows_how_it_is_used(capsys, job):
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", job, "--help"])

    assert caught.value.code == 0
    assert f"desist evaluate {job}" in capsys.readouterr().out
