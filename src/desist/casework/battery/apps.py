"""The battery as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind


class BatteryConfig(AppConfig):
    """Administrations of questionnaires, sittings and answers."""

    name = "desist.casework.battery"
    label = "battery"
    sections = (
        Section(
            text=_("Questionnaires"),
            address="battery:of",
            roles=frozenset(
                {Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR, Role.PROGRAMME_ADMINISTRATOR}
            ),
        ),
    )
    task_kinds = (
        TaskKind(
            code="battery.look_today",
            text=_("Look at an answer today"),
            address="battery:form",
            ticked_off=True,
        ),
    )
