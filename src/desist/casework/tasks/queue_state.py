"""Queue state: what waits in the queue of jobs, and what failed. For whoever runs the service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from desist.casework.tasks.lost_job import LONGEST

LONG = timedelta(minutes=10)
"""So long may a job wait: whoever works through them looks every two seconds."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class QueueState:
    """How many jobs wait and are at work, for how long the first has waited, what failed."""

    waiting: int
    at_work: int
    longest: timedelta
    failed: Mapping[tuple[str, str], int]
    """How often in the last day, by job and kind of error."""
    left: Mapping[str, int]
    """How many were left at work by a worker that did not come back, by its name."""

    @property
    def is_well(self) -> bool:
        """Whether jobs are being worked through, none failed and none was left."""
        return self.longest <= LONG and not self.failed and not self.left


def queue_state(*, at: datetime) -> QueueState:
    """The queue now; what is to be begun later does not wait yet."""
    held = DBTaskResult.objects.order_by()
    due = held.ready().values_list("run_after", "enqueued_at")
    # What is to be begun at once has a day far off for its moment.
    since = [asked if run_after > at else run_after for run_after, asked in due]
    failed = held.filter(status=TaskResultStatus.FAILED, finished_at__gte=at - A_DAY)
    begun = held.filter(status=TaskResultStatus.RUNNING)
    left = begun.filter(started_at__lte=at - LONGEST).values_list("worker_ids", flat=True)
    return QueueState(
        waiting=len(since),
        at_work=begun.count(),
        longest=at - min(since, default=at),
        failed=Counter(failed.values_list("task_path", "exception_class_path")),
        left=Counter(names[-1] for names in left),
    )
