"""Records as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Abstract rows, encrypted fields and keys."""

    name = "desist.casework.records"
    label = "records"
