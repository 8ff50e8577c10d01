"""A job in the midst of which its worker ended is begun again, and not without end."""

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from desist.casework.tasks.actions import MOST_BEGUN, take_back_jobs
from desist.casework.tasks.jobs import deliver

pytestmark = pytest.mark.usefixtures("db")
OURS, OTHER = "here:8000", "there:8000"


def job(*workers, status=TaskResultStatus.RUNNING):
    return DBTaskResult.objects.create(
        status=status, worker_ids=list(workers), task_path=deliver.module_path,
        args_kwargs={"args": ["x"], "kwargs": {}}, backend_name="default",
        run_after=timezone.now(), started_at=timezone.now(),
    )  # fmt: skip


def taken_back():
    return take_back_jobs(worker=OURS, at=timezone.now())


def test_what_a_worker_was_at_when_it_ended_is_begun_again():
    left = job(OURS)
    assert taken_back() == 1
    assert DBTaskResult.objects.ready().get() == left
    assert taken_back() == 0


@pytest.mark.parametrize(
    ("workers", "status"),
    [
        ([OTHER], TaskResultStatus.RUNNING),
        ([OURS, OTHER], TaskResultStatus.RUNNING),
        ([OURS], TaskResultStatus.SUCCESSFUL),
        ([OURS], TaskResultStatus.FAILED),
        ([], TaskResultStatus.READY),
    ],
)
def test_what_another_is_at_and_what_is_done_stays_as_it_is(workers, status):
    held = job(*workers, status=status)
    assert taken_back() == 0
    held.refresh_from_db()
    assert held.status == status


def test_a_job_that_ends_its_worker_each_time_has_failed():
    held = job(*[OURS] * (MOST_BEGUN - 1))
    assert taken_back() == 1
    held.refresh_from_db()
    held.claim(OURS)
    assert taken_back() == 1
    held.refresh_from_db()
    assert held.status == TaskResultStatus.FAILED
    assert held.finished_at
    assert str(MOST_BEGUN) in held.traceback
    assert not DBTaskResult.objects.ready().exists()
