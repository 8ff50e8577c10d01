"""Rule sets as a Django app."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Adoptions of catalogue rules."""

    name = "desist.casework.rules"
    label = "rules"
