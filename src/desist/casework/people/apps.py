"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.pages.section import Section


class PeopleConfig(AppConfig):
    """Persons, what is held about them, who may see them, and search."""

    name = "desist.casework.people"
    label = "people"
    sections = (
        Section(text=_("Details"), address="people:details", roles=CASE_ROLES),
        Section(text=_("Access"), address="people:access", roles=frozenset({Role.MANAGER})),
    )
