"""Assessment as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.roles import READERS
from desist.casework.pages.section import Section
from desist.casework.tasks.kind import TaskKind, Until


class AssessmentConfig(AppConfig):
    """Coded risk, judged profiles, eligibility and stored Decisions."""

    name = "desist.casework.assessment"
    label = "assessment"
    sections = (
        Section(
            text=_("Assessment"),
            address="assessment:overview",
            roles=READERS,
        ),
    )
    task_kinds = (
        TaskKind(
            code="referrals.awaiting_assessment",
            text=_("Assess"),
            address="assessment:of_referral",
        ),
        TaskKind(
            code="referrals.panel",
            text=_("Hold the panel"),
            address="assessment:eligibility",
        ),
        TaskKind(
            code="assessment.second_coding",
            text=_("Code static risk as second coder"),
            address="assessment:open_second",
            until=Until.CLOSED,
        ),
        TaskKind(
            code="assessment.settle",
            text=_("Settle what two coders coded differently"),
            address="assessment:settle",
            until=Until.CLOSED,
        ),
        TaskKind(
            code="assessment.rule",
            text=_("Answer a recommendation on eligibility"),
            address="assessment:eligibility",
            until=Until.ENDED,
        ),
        TaskKind(
            code="assessment.decide_again",
            text=_("Facts changed: judge eligibility again"),
            address="assessment:eligibility",
            until=Until.ENDED,
        ),
    )
