"""Tasks as a Django app."""

from datetime import time, timedelta

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """What is due, and the notifier."""

    name = "desist.casework.tasks"
    label = "tasks"

    @property
    def timers(self) -> tuple[object, ...]:
        """Staff are written to in the morning; who looked at whom is indexed as the day goes."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.tasks.jobs.write_notices_of_today"
        index = "desist.casework.audit.reading_index.index_readings"
        return (
            Timer(name="remind", run=run, daily=time(6)),
            Timer(name="index_readings", run=index, every=timedelta(minutes=1)),
        )
