"""Delivery as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind, Until


class DeliveryConfig(AppConfig):
    """What was delivered, to whom, and what followed from an absence."""

    name = "desist.casework.delivery"
    label = "delivery"
    sections = (Section(text=_("Sessions"), address="delivery:of", roles=CASE_ROLES),)
    task_kinds = (
        TaskKind(
            code="decide_absence",
            text=_("Decide whether an absence was acceptable"),
            address="delivery:absence",
            until=Until.CLOSED,
        ),
        TaskKind(
            code="answer_failure",
            text=_("Record what follows from a failure"),
            address="delivery:failure",
            until=Until.CLOSED,
        ),
    )
