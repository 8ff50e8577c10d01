"""Tasks as a Django app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """What is due, and the notifier."""

    name = "desist.casework.tasks"
    label = "tasks"
