"""Rights as a Django app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """What a person may ask for, and how long what is kept about them."""

    name = "desist.casework.rights"
    label = "rights"
