"""Planning as a Django app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Enrolments, formulations, treatment plans and appointments."""

    name = "desist.casework.planning"
    label = "planning"
