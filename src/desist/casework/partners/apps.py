"""Partner and family work as a Django app."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Partners and family, by a record of their own."""

    name = "desist.casework.partners"
    label = "partners"
