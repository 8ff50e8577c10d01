"""``desist evaluate cohort`` as it is called."""

import json

import pytest

from desist.cli import main
from tests.evaluation.cohort.invented import folder_with


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folder_with(tmp_path_factory.mktemp("cohort"))


def test_the_schema_and_a_plan_need_no_folder(capsys):
    assert main(["evaluate", "cohort", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["resources"][0]["name"] == "episodes"
    assert main(["evaluate", "cohort", "--plan"]) == 0
    assert "primary_outcomes" in capsys.readouterr().out


def test_json_is_one_object_with_the_hash_and_every_envelope(folder, capsys):
    assert main(["evaluate", "cohort", str(folder), "--json"]) == 0
    content = json.loads(capsys.readouterr().out)

    assert (content["schema"], content["job"]) == (1, "cohort")
    assert len(content["plan"]["sha256"]) == 64
    assert content["over_time"][0]["unadjusted"].keys() >= {"estimate", "low", "high", "method"}


def test_page_pdf_and_tables_are_written(folder, tmp_path, capsys):
    page, tables = tmp_path / "report.html", tmp_path / "tables"
    given = ["--html", str(page), "--tables", str(tables), "--unsuppressed"]
    assert main(["evaluate", "cohort", str(folder), *given]) == 0

    assert "NOT FOR PUBLICATION" in page.read_text(encoding="utf-8")
    assert (tables / "datapackage.json").exists()
    assert "written: " in capsys.readouterr().out


def test_an_example_is_never_written_over(tmp_path, capsys):
    target = tmp_path / "new"
    given = ["evaluate", "cohort", str(target), "--example", "--treated", "20", "--control", "20"]

    assert main(given) == 0
    assert main(given) == 2
    assert "folder_not_empty" in capsys.readouterr().err


def test_a_faulty_folder_exits_2_and_names_the_file(tmp_path, capsys):
    assert main(["evaluate", "cohort", str(tmp_path)]) == 2
    assert "plan.toml" in capsys.readouterr().err
    assert main(["evaluate", "cohort"]) == 2
    assert "no_folder" in capsys.readouterr().err
