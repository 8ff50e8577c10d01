"""Outcomes as a Django app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """How a programme ended, its report, and what came after."""

    name = "desist.casework.outcomes"
    label = "outcomes"
