"""Partner and family work as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind


class PartnersConfig(AppConfig):
    """Partners and family, by a record of their own; and staff, by theirs."""

    name = "desist.casework.partners"
    label = "partners"
    sections = (Section(text=_("Family"), address="partners:of", roles=CASE_ROLES),)
    task_kinds = (
        TaskKind(
            code="look_at_safety",
            text=_("Look at safety again before the next contact"),
            address="partners:member",
        ),
    )
