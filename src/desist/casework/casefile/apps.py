"""Case file as a Django app."""

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    """Pages that bring together what the apps of the journey hold."""

    name = "desist.casework.casefile"
    label = "casefile"
