"""``desist evidence check``: the shipped records, one's own file, and files that are faulty."""

import json

import pytest

from desist.catalogue.load import SHIPPED
from desist.cli import main

ARTICLE = SHIPPED / "evidence" / "middleton-2008.v1.toml"


def check_as_json(capsys, *arguments):
    status = main(["evidence", "check", *map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_every_claim_is_recomputed_and_the_known_inconsistencies_are_found(capsys):
    status, document = check_as_json(capsys)

    found = {each["code"]: each["claims"] for each in document["inconsistencies"]}
    assert status == 0
    assert found == {
        "evidence.growth_misstated": ["convictions-1999-2005"],
        "evidence.range_without_spread": ["obrien-webster-2005-prior-any"],
        "evidence.sd_unattainable": ["obrien-webster-2005-prior-sexual"],
        "evidence.only_attainable_in_smaller_sample": [
            "seto-eke-2006-sample",
            "seto-eke-2005-sample",
            "seto-eke-2006-contact",
            "seto-eke-2006-image",
        ],
        "evidence.weighted_estimate_printed_as_sample": [
            "wolak-2005-arrests",
            "wolak-2005-prior-non-sexual",
            "wolak-2005-prior-violence",
            "wolak-2005-prior-sexual",
        ],
        "evidence.ratios_disagree_on_rate": [
            "hollis-2007-below-predicted",
            "noms-2008b-half-expected",
        ],
        "evidence.doses_differ": ["isotp-dose-individual", "isotp-dose-group"],
        "evidence.dates_disagree": ["accredited-community", "circular-panel-approval"],
    }


def test_claims_are_called_by_ids_that_no_other_record_uses(capsys):
    _, document = check_as_json(capsys)
    ids = [claim["id"] for claim in document["claims"]]

    assert len(ids) == len(set(ids)) > 50


def test_a_derived_figure_has_the_lowest_grade_of_what_it_comes_from(capsys):
    _, document = check_as_json(capsys)
    claims = {claim["id"]: claim for claim in document["claims"]}
    odds = claims["seto-2006-arousal"]

    assert odds["recomputed"]["odds_ratio"] == pytest.approx(2.926, abs=0.001)
    assert (odds["grade"], odds["recomputed_grade"]) == ("secondary", "unverified")
    assert claims["isotp-dose-group"]["recomputed_grade"] == "verified"


def test_the_report_says_each_inconsistency_in_words(capsys):
    assert main(["evidence", "check"]) == 0
    report = capsys.readouterr().out

    assert "Inconsistencies: 8" in report
    assert "the increase is +444.5%" in report
    assert "10.3% by the one and 8.0% by the other" in report
    assert "1.56 to 2.33 times as much" in report
    assert "None" not in report


def test_a_file_of_ones_own_may_lie_anywhere_under_any_name(capsys, tmp_path):
    own = tmp_path / "claims.toml"
    own.write_text(ARTICLE.read_text(encoding="utf-8"), encoding="utf-8")

    status, document = check_as_json(capsys, own)

    assert status == 0
    assert [each["id"] for each in document["records"]] == ["middleton-2008"]
    assert "evidence.dates_disagree" not in {each["code"] for each in document["inconsistencies"]}


def test_every_fault_of_a_file_is_named_at_once_and_nothing_is_printed(capsys, tmp_path):
    own = tmp_path / "claims.toml"
    text = ARTICLE.read_text(encoding="utf-8")
    text = text.replace('percentage = "10"', 'percentage = "10%"')
    text = text.replace('sample = "webb-2007-sample"', 'sample = "web-2007-sample"')
    own.write_text(text, encoding="utf-8")

    assert main(["evidence", "check", str(own)]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "proportion[drew-2008-deviant-pornography].percentage: '10%' is no figure" in output.err
    assert "proportion[webb-2007-prior-any].sample: names no sample" in output.err
    assert "2 faults; nothing was done" in output.err
    assert output.err.endswith("Try: desist catalogue show middleton-2008\n")


def test_what_is_not_there_is_said_in_a_word(capsys, tmp_path):
    own = tmp_path / "claims.toml"
    text = ARTICLE.read_text(encoding="utf-8").replace('percentage = "8"', 'percentage = "0.1"')
    own.write_text(text, encoding="utf-8")

    assert main(["evidence", "check", str(own)]) == 0
    assert "not above 90 in which one does: none." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "is not TOML"),
        ("nonsense = 1", "nonsense: is not a key that is known here"),
        ("sha256 = 'x'", "is filled in by the program"),
    ],
)
def test_what_is_no_record_is_refused(capsys, tmp_path, text, said):
    own = tmp_path / "claims.toml"
    own.write_text(text, encoding="utf-8")

    assert main(["evidence", "check", str(own), "--json"]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(capsys, tmp_path):
    assert main(["evidence", "check", str(tmp_path / "none.toml")]) == 2
    assert "cannot be read" in capsys.readouterr().err
