"""The battery as a Django app."""

from django.apps import AppConfig


class BatteryConfig(AppConfig):
    """Administrations of questionnaires, sittings and answers."""

    name = "desist.casework.battery"
    label = "battery"
