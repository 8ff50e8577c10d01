"""Outcomes as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind


class OutcomesConfig(AppConfig):
    """How a programme ended, its report, and what came after."""

    name = "desist.casework.outcomes"
    label = "outcomes"
    sections = (Section(text=_("Outcome"), address="outcomes:of", roles=CASE_ROLES),)
    task_kinds = (
        TaskKind(
            code="countersign_report",
            text=_("Read and countersign a report"),
            address="outcomes:report",
        ),
        TaskKind(
            code="write_report",
            text=_("Write the end-of-programme report"),
            address="outcomes:begin_report",
        ),
        TaskKind(
            code="record_ending",
            text=_("Record how the programme ended"),
            address="outcomes:end",
        ),
    )
