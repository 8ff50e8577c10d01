"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import Role
from desist.casework.pages.section import Section


class PeopleConfig(AppConfig):
    """Persons, caseloads, restrictions, exclusions and search."""

    name = "desist.casework.people"
    label = "people"
    sections = (
        Section(text=_("Access"), address="people:access", roles=frozenset({Role.MANAGER})),
    )
