"""Studies as a Django app."""

from datetime import time

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """What evaluations are given, and by whom that was allowed."""

    name = "desist.casework.studies"
    label = "studies"

    @property
    def timers(self) -> tuple[object, ...]:
        """Studies whose last day has passed are closed at night, and extracts forgotten."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.studies.actions.keeping.tidy_studies"
        return (Timer(name="tidy_studies", run=run, daily=time(2)),)
