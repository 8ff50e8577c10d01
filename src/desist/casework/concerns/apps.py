"""Concerns as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.pages.section import Section


class ConcernsConfig(AppConfig):
    """Concerns, and the agreement to the limits of confidentiality."""

    name = "desist.casework.concerns"
    label = "concerns"
    sections = (
        Section(text=_("Concerns"), address="concerns:of", roles=CASE_ROLES | {Role.DUTY_MANAGER}),
    )
