"""Concerns as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES, Role
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind


class ConcernsConfig(AppConfig):
    """Concerns, and the agreement to the limits of confidentiality."""

    name = "desist.casework.concerns"
    label = "concerns"
    task_kinds = (
        TaskKind(
            code="acknowledge_concern",
            text=_("Read and acknowledge at once"),
            address="concerns:concern",
        ),
        TaskKind(
            code="close_concern",
            text=_("Read, and close or keep open"),
            address="concerns:concern",
        ),
    )
    sections = (
        Section(text=_("Concerns"), address="concerns:of", roles=CASE_ROLES | {Role.DUTY_MANAGER}),
    )

    @property
    def timers(self) -> tuple[object, ...]:
        """A concern that nobody acknowledges calls on others within the minute."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.concerns.escalation.escalate_overdue"
        return (Timer(name="escalate_concerns", run=run, every=timedelta(minutes=1)),)
