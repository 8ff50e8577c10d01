"""Concerns as a Django app."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    """Concerns, and the agreement to the limits of confidentiality."""

    name = "desist.casework.concerns"
    label = "concerns"
