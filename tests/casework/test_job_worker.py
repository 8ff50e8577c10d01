"""The worker of jobs is begun again whenever it ended, and waits for a database that is away."""

import sys

import pytest
from django.db import DatabaseError

from desist.casework.config import job_worker
from desist.casework.config.job_worker import LONGEST_NAME, JobWorker, name_of_worker

pytestmark = pytest.mark.usefixtures("db")
ENDS_AT_ONCE = (sys.executable, "-c", "raise SystemExit(7)")
GOES_ON = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def worker():
    """A worker that carries out a command; it is ended afterwards."""
    begun = []

    def begin(command):
        begun.append(JobWorker("here:1", command=command))
        begun[-1].keep_going()
        return begun[-1]

    yield begin
    for each in begun:
        if each.process:
            each.process.kill()
            each.process.wait()


def test_a_worker_that_goes_on_is_left_alone(worker):
    held = worker(GOES_ON)
    first = held.process
    held.keep_going()
    assert held.process is first
    assert first.poll() is None


def test_a_worker_that_ended_is_begun_again_under_its_name(worker, caplog):
    held = worker(ENDS_AT_ONCE)
    first = held.process
    first.wait()
    held.keep_going()
    assert held.process is not first
    assert held.process.args[-2:] == ("--worker-id", "here:1")
    assert "(7)" in caplog.text
    held.process.wait()


def test_where_no_database_answers_it_is_begun_when_one_does(worker, monkeypatch, caplog):
    def gone(**_):
        raise DatabaseError("no server")

    monkeypatch.setattr(job_worker, "take_back_jobs", gone)
    held = worker(GOES_ON)
    assert held.process is None
    assert "waits for the database" in caplog.text
    monkeypatch.undo()
    held.keep_going()
    assert held.process.poll() is None


def test_what_was_at_work_when_it_ended_is_taken_back(worker, monkeypatch):
    taken_back = []
    monkeypatch.setattr(
        job_worker, "take_back_jobs", lambda *, worker, at: taken_back.append(worker)
    )
    held = worker(ENDS_AT_ONCE)
    held.process.wait()
    held.keep_going()
    held.process.wait()
    assert taken_back == ["here:1", "here:1"]


def test_a_server_has_one_name_that_the_queue_takes(monkeypatch):
    monkeypatch.setattr(job_worker.socket, "gethostname", lambda: "h" * 80)
    assert name_of_worker(8000) == name_of_worker(8000) != name_of_worker(8001)
    assert len(name_of_worker(8000)) == LONGEST_NAME
