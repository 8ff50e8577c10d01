"""Tasks as a Django app."""

from datetime import time

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """What is due, and the notifier."""

    name = "desist.casework.tasks"
    label = "tasks"

    @property
    def timers(self) -> tuple[object, ...]:
        """Staff are written to in the morning."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.tasks.jobs.write_notices_of_today"
        return (Timer(name="remind", run=run, daily=time(6)),)
