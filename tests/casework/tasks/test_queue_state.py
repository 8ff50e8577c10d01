"""Whoever watches the service is told what waits for too long and what failed, about nobody."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from desist.casework.tasks.jobs import deliver
from desist.casework.tasks.lost_job import LONGEST
from desist.casework.tasks.queue_state import LONG, queue_state

pytestmark = pytest.mark.usefixtures("db")
SECOND = timedelta(seconds=1)


def job(*, waited=timedelta(0), run_after=None, **values):
    held = DBTaskResult.objects.create(
        task_path=deliver.module_path, args_kwargs={"args": ["x"], "kwargs": {}},
        backend_name="default", run_after=run_after or get_date_max(), **values,
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=held.pk).update(enqueued_at=timezone.now() - waited)


def failed(ago):
    at = timezone.now() - ago
    job(status=TaskResultStatus.FAILED, finished_at=at, exception_class_path="builtins.OSError")


def state():
    return queue_state(at=timezone.now())


def test_an_empty_queue_is_well():
    assert state().is_well
    assert (state().waiting, state().longest) == (0, timedelta(0))


@pytest.mark.parametrize(("waited", "well"), [(LONG - SECOND, True), (LONG + SECOND, False)])
def test_what_waits_for_too_long_is_amiss(waited, well):
    job(waited=waited)
    job()
    assert state().waiting == 2
    assert state().is_well is well


def test_what_is_to_be_begun_later_does_not_wait_yet():
    later = timezone.now() + LONG
    job(waited=LONG * 2, run_after=later)
    assert state().waiting == 0
    job(waited=LONG * 2, run_after=timezone.now() - SECOND)
    assert state().waiting == 1
    assert state().is_well


@pytest.mark.parametrize(("ago", "well"), [(timedelta(hours=23), False), (timedelta(2), True)])
def test_what_failed_in_the_last_day_is_amiss(ago, well):
    failed(ago)
    assert state().is_well is well


def test_the_command_counts_and_ends_with_1_where_something_is_amiss(capsys):
    call_command("jobs")
    assert capsys.readouterr().out == "waiting: 0, the first for 0 minutes\nat work: 0\n"
    job(waited=timedelta(minutes=12))
    job(status=TaskResultStatus.RUNNING)
    failed(SECOND)
    failed(SECOND)
    with pytest.raises(SystemExit, match="1"):
        call_command("jobs")
    told = capsys.readouterr().out
    assert "waiting: 1, the first for 12 minutes\nat work: 1\n" in told
    assert f"{deliver.module_path}, builtins.OSError: 2" in told


def left(worker, *, ago):
    status = TaskResultStatus.RUNNING
    job(status=status, started_at=timezone.now() - ago, worker_ids=["first", worker])


@pytest.mark.parametrize(("ago", "well"), [(LONGEST - SECOND, True), (LONGEST + SECOND, False)])
def test_what_a_worker_left_is_amiss(ago, well):
    left("gone:8000", ago=ago)
    assert state().at_work == 1
    assert state().is_well is well


def test_what_was_left_is_begun_again_by_the_name_that_is_shown(capsys):
    left("gone:8000", ago=LONGEST * 2)
    with pytest.raises(SystemExit, match="1"):
        call_command("jobs")
    assert "at work for more than an hour: 1, by gone:8000" in capsys.readouterr().out
    call_command("jobs", take_back="gone:8000")
    assert capsys.readouterr().out.startswith("taken back: 1\nwaiting: 1")
