"""Rights as a Django app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import Role
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind

TAKERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})


class RightsConfig(AppConfig):
    """What a person may ask for, and how long what is kept about them."""

    name = "desist.casework.rights"
    label = "rights"
    sections = (Section(text=_("Rights"), address="rights:of", roles=TAKERS),)
    task_kinds = (
        TaskKind(
            code="answer_rights_request",
            text=_("Answer a request about data"),
            address="rights:request",
        ),
        TaskKind(
            code="review_retention",
            text=_("Decide whether a record is kept"),
            address="rights:review",
        ),
    )

    @property
    def timers(self) -> tuple[object, ...]:
        """Records that fall due are asked about at night."""
        from desist.casework.tasks.timer import Timer  # models are there by then

        run = "desist.casework.rights.retention.ask_about_due"
        return (Timer(name="list_retention_due", run=run, daily=time(3)),)
