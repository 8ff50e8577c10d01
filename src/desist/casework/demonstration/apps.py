"""Demonstration as a Django app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """The mark of a demonstration database, its seed, and its way to sign in."""

    name = "desist.casework.demonstration"
    label = "demonstration"
