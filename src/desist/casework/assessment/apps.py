"""Assessment as a Django app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Coded risk, judged profiles, eligibility and stored Decisions."""

    name = "desist.casework.assessment"
    label = "assessment"
