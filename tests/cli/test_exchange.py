"""``desist exchange``: files that its own check passes, and faults that name what is wrong."""

import json

from tests.cli.desist import desist


def test_a_questionnaire_is_one_json_document_that_the_check_passes(tmp_path):
    made = desist("exchange", "questionnaire", "gad-7")
    assert json.loads(made.out)["resourceType"] == "Questionnaire"
    (tmp_path / "gad-7.json").write_text(made.out)
    assert desist("exchange", "check", "gad-7.json", folder=tmp_path).out == "no faults\n"


def test_a_response_is_checked_against_its_questionnaire(tmp_path):
    asked = desist("exchange", "questionnaire", "gad-7").out
    (tmp_path / "asked.json").write_text(asked)
    given = {
        "resourceType": "QuestionnaireResponse", "status": "completed",
        "item": [{"linkId": "items", "item": [{"linkId": "99"}]}],
    }  # fmt: skip
    (tmp_path / "given.json").write_text(json.dumps(given))
    ended = desist(
        "exchange", "check", "given.json", "--against", "asked.json", "--json", folder=tmp_path
    )
    assert ended.status == 2
    (fault,) = json.loads(ended.out)["faults"]
    assert "'99' is not asked here" in fault


def test_redcap_files_lie_in_the_folder_and_pass(tmp_path):
    assert desist("exchange", "redcap", "--programme", "isotp", "--out", tmp_path).status == 0
    names = sorted(each.name for each in tmp_path.iterdir())
    assert names == ["README.txt", "dictionary.csv", "events.csv", "mapping.csv"]
    assert desist("exchange", "check", tmp_path / "dictionary.csv").out == "no faults\n"
    assert "REPLACES" in (tmp_path / "README.txt").read_text()


def test_what_cannot_be_read_or_has_no_key_is_said_in_one_line_and_exits_2(tmp_path):
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "broken.csv").write_bytes(b"\xff\xfe")
    for arguments, said in (
        (("questionnaire", "pds"), "takes scale scores only"),
        (("questionnaire", "bis-12"), "did you mean bis-11"),
        (("questionnaire", "rosenberg"), "name the order"),
        (("questionnaire", "rosenberg@x"), "is no form order"),
        (("redcap", "--out", tmp_path), "names no instrument"),
        (("redcap", "--programme", "x", "--out", tmp_path), "has no battery"),
        (("redcap", "gad-7", "--out", tmp_path / "nowhere"), "lies in no folder"),
        (("check", tmp_path / "absent"), "cannot be read"),
        (("check", tmp_path / "broken.json"), "is not JSON"),
        (("check", tmp_path / "broken.csv"), "is not UTF-8"),
    ):
        ended = desist("exchange", *arguments)
        assert ended.status == 2, arguments
        assert said in ended.err.lower() or said in ended.err, ended.err
        assert "Traceback" not in ended.err
