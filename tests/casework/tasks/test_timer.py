"""Timers: each turn is taken once, by whichever server is first; one that fails is taken again."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

import desist.casework
from desist.casework.tasks.timer import AGAIN, Timer, all_timers, run_due
from tests.casework.people import NOON

EVERY_MINUTE = Timer(name="x", run=f"{__name__}.note", every=timedelta(minutes=1))
RUN = []


def note(*, at):
    RUN.append(at)
    return 1


def fail(*, at):
    raise RuntimeError("broken")


@pytest.fixture(autouse=True)
def _forget(db):
    RUN.clear()


def test_every_job_that_must_be_run_by_itself_has_a_timer_that_runs_it():
    folder = Path(desist.casework.__file__).parent
    commands = {each.stem for each in folder.glob("*/management/commands/*.py")}
    names = {each.name for each in all_timers()}
    assert names == {
        "remind", "escalate_concerns", "list_retention_due", "forget_traffic", "bring_looks",
        "index_readings", "tidy_studies",
    }  # fmt: skip
    assert names <= commands, "each can be run by hand, too"
    for each in all_timers():
        assert each.function(at=NOON) == 0, "there is nobody yet"


def test_a_turn_is_taken_once_however_many_servers_ask(monkeypatch):
    monkeypatch.setattr(Timer, "function", property(lambda _timer: note))
    moments = [NOON, NOON, NOON + timedelta(seconds=59), NOON + timedelta(seconds=60)]
    taken = [run_due(at=each, timers=(EVERY_MINUTE,)) for each in moments]
    assert taken == [["x"], [], [], ["x"]]
    assert [moments[0], moments[3]] == RUN


def test_a_timer_that_fails_is_run_again_soon_and_stops_no_other(monkeypatch, caplog):
    broken = Timer(name="broken", run="fail", daily=time(6))
    does = {"broken": fail, "x": note}
    monkeypatch.setattr(Timer, "function", property(lambda timer: does[timer.name]))
    both = (broken, EVERY_MINUTE)
    assert run_due(at=NOON, timers=both) == ["x"], "once a day, at its hour"
    six = broken.after(NOON)
    assert run_due(at=six, timers=both) == ["broken", "x"]
    assert "the timer broken failed" in caplog.text
    assert run_due(at=six + AGAIN - timedelta(seconds=1), timers=(broken,)) == []
    assert run_due(at=six + AGAIN, timers=(broken,)) == ["broken"]


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-03-02T05:59", "2026-03-02T06:00"),
        ("2026-03-02T06:00", "2026-03-03T06:00"),
        ("2026-03-28T12:00", "2026-03-29T05:00"),  # the clocks go on: six is five in UTC
        ("2026-10-24T12:00", "2026-10-25T06:00"),  # and back again
    ],
)
def test_a_daily_turn_keeps_to_the_local_hour(at, then):
    daily = Timer(name="d", run="", daily=time(6))
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert daily.after(moment).astimezone(UTC).isoformat()[:16] == then
