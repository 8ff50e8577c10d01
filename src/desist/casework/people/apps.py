"""People as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, caseloads, restrictions, exclusions and search."""

    name = "desist.casework.people"
    label = "people"
