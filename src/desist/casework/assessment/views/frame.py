"""What every page of an assessment needs: the referral, its person, and today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from desist.casework.access import fetch
from desist.casework.assessment.policy import ASSESSORS
from desist.casework.assessment.roles import CLINICIANS, READERS
from desist.casework.referrals.models import Referral

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
