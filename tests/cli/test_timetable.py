"""``desist timetable`` as a person or a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desist.cli.command import main
from tests.scheduling.slot_instances import drawn


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(drawn(5, groups=8, sessions=6, weeks=12, people=6, rooms=3)))
    return path


def test_it_writes_a_timetable_and_says_how_good_it_is(
    instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    given = ["timetable", str(instance), "--rounds", "4000", "--out", str(out), "--json"]
    assert main([*given, "--workers", "1"]) == 0
    result = json.loads(capsys.readouterr().out)
    written = json.loads(out.read_text())
    assert result["lower_bound"] <= result["objective"]
    assert result["objective"] == sum(group["times"][-1] for group in written["groups"])

    again = tmp_path / "again.json"
    assert main(["timetable", str(instance), "--again", str(out), "--out", str(again)]) == 0
    assert json.loads(again.read_text())["groups"] == written["groups"]


def test_numbers_that_cannot_be_are_refused_together(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["timetable", str(instance), "--seconds", "-1", "--workers", "0"]) == 2
    said = capsys.readouterr().err
    assert "--seconds: is -1.0" in said
    assert "--workers: is 0" in said


@pytest.mark.parametrize("content", ["", "[1]", '{"weeks": 1', "\x00"])
def test_what_is_no_instance_is_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no.json"
    path.write_text(content)
    assert main(["timetable", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_the_example_region_is_arranged_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["timetable", "--example"]) == 0
    region, drawn_year = tmp_path / "region.toml", tmp_path / "year.svg"
    region.write_text(capsys.readouterr().out)
    out = tmp_path / "timetable.json"
    given = ["timetable", str(region), "--rounds", "4000", "--workers", "1", "--json"]
    assert main([*given, "--out", str(out), "--svg", str(drawn_year)]) == 0
    assert len(json.loads(out.read_text())["sessions"]) == 94
    assert "NW-01: 35 sessions" in drawn_year.read_text()


def test_an_impossible_instance_is_explained(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(instance.read_text())
    document["groups"][2]["rooms"] = []
    instance.write_text(json.dumps(document))
    assert main(["timetable", str(instance), "--json"]) == 2
    found = capsys.readouterr()
    assert json.loads(found.out)["conflict"]
    assert "group 2 keeps one room of nobody and nothing" in found.err
