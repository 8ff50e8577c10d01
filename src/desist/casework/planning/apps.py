"""Planning as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section


class PlanningConfig(AppConfig):
    """Enrolments, formulations, treatment plans and appointments."""

    name = "desist.casework.planning"
    label = "planning"
    case_file = "desist.casework.planning.queries.case.case_file_of"
    sections = (Section(text=_("Plan"), address="planning:of", roles=CASE_ROLES),)
