"""Config as a Django app, for the commands that need the whole house."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Serving."""

    name = "desist.casework.config"
    label = "config"
