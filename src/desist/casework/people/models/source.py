"""Where a fact about somebody comes from, so that it can be checked there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Who said so. What the person says themselves is kept apart from what others state."""

    COURT = "court", _("Court order")
    LICENCE = "licence", _("Licence")
    PRISON = "prison", _("Prison or custody record")
    POLICE = "police", _("Police")
    PANEL = "panel", _("Multi-agency meeting")
    ASSESSMENT = "assessment", _("Recorded risk assessment")
    HEALTH = "health", _("Health service")
    CASE_MANAGEMENT = "case_management", _("Case-management system")
    PERSON = "person", _("The person themselves")
    PRACTITIONER = "practitioner", _("Practitioner")
