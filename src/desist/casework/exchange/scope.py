"""Scope: what the token of another system may be used for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role


class Scope(models.TextChoices):
    """One thing that a system may do. A token never does more than its system."""

    REFER = "referrals:write", _("Refer people whom the service knows")
    STATUSES = "referrals:read", _("Read where referrals stand")
    SESSIONS = "appointments:read", _("Read when sessions are, and whether somebody came")
    EVENTS = "events:read", _("Be told that something changed")


ROLE_FOR = {Scope.REFER: Role.MANAGER}
"""Referring takes a manager's reach; all else an administrator's, who reads nothing clinical."""
