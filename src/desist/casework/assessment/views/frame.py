"""What every page of an assessment needs: the referral, its person, and today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from desist.casework.access import Role, fetch
from desist.casework.access.role import CASE_ROLES
from desist.casework.assessment.policy import ASSESSORS
from desist.casework.referrals.models import Referral

READERS = CASE_ROLES - {Role.PROGRAMME_ADMINISTRATOR}
"""Those who read static risk and the outcome of a decision."""
CLINICIANS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
"""Those who read what the battery shows."""
PERSON = ("person__team__unit__region", "person__practitioner")

__all__ = ["ASSESSORS", "CLINICIANS", "PERSON", "READERS", "about", "referral_for"]


def referral_for(request: HttpRequest, public_id: UUID, verb: str = "see") -> Referral:
    """The referral of an address, for whoever may do ``verb`` to it."""
    return fetch(request.user, Referral, public_id, verb, related=PERSON)


def about(referral: Referral, **more: Any) -> dict[str, Any]:
    """The context of a page about a referral."""
    return {
        "referral": referral,
        "person": referral.person,
        "today": timezone.localdate(),
        **more,
    }
