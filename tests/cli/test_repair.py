"""``desist repair`` as a person or a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desist.cli import repair as job
from desist.cli.command import main
from desist.scheduling.booking_calendar import first_bookings
from desist.scheduling.region_problem import RegionProblem
from tests.scheduling.regions import example


@pytest.fixture
def timetable(tmp_path: Path) -> Path:
    problem = RegionProblem(example())
    path = tmp_path / "timetable.json"
    path.write_text(json.dumps(problem.solution(first_bookings(problem.problem))))
    return path


def test_the_example_works_as_pasted_and_its_proposal_can_be_repaired_again(
    timetable: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, out = tmp_path / "changes.toml", tmp_path / "proposed.json"
    changes.write_text(job.EXAMPLE)
    given = ["repair", str(timetable), str(changes), "--out", str(out), "--prove", "--json"]
    assert main(given) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["moved"] >= found["fewest_moves"]
    assert found["changed"] == len(found["changes"])
    assert main(["repair", str(out), str(changes)]) == 0
    assert "0 sessions at another time" in capsys.readouterr().out


def test_changes_that_name_nobody_are_refused_all_at_once(
    timetable: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = tmp_path / "changes.toml"
    changes.write_text(job.EXAMPLE.replace('"F01"', '"F99"').replace('"S1"', '"X9"'))
    assert main(["repair", str(timetable), str(changes)]) == 2
    said = capsys.readouterr().err
    assert "illness[1].person: is 'F99'" in said
    assert "room_lost[1].room: is 'X9'" in said


def test_a_timetable_that_lost_a_session_is_refused(
    timetable: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(timetable.read_text())
    del document["sessions"][3]
    timetable.write_text(json.dumps(document))
    changes = tmp_path / "changes.toml"
    changes.write_text(job.EXAMPLE)
    assert main(["repair", str(timetable), str(changes)]) == 2
    assert "not 1 to 35" in capsys.readouterr().err


def test_a_course_without_a_place_is_named(
    timetable: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = tmp_path / "changes.toml"
    changes.write_text(
        'schema = 1\ntoday = 2026-03-02\n[[room_lost]]\nroom = "N1"\nfirst = 2026-03-02\n'
    )
    assert main(["repair", str(timetable), str(changes)]) == 2
    assert "NW-01" in capsys.readouterr().err
