"""What every page of an assessment needs: the referral, its person, and today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from desist.casework.access import fetch
from desist.casework.assessment.policy import ASSESSORS
from desist.casework.assessment.queries.risk import as_record
from desist.casework.assessment.roles import CLINICIANS, READERS
from desist.casework.referrals.actions import NotMoved
from desist.casework.referrals.models import Referral

PERSON = ("person__team__unit__region", "person__practitioner")

__all__ = ["ASSESSORS", "CLINICIANS", "PERSON", "READERS", "about", "referral_for", "why_not_moved"]


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


def why_not_moved(refused: NotMoved) -> str:
    """Why the flow of referrals does not allow a move, in the words of its decision."""
    return " ".join(each["text"] for each in as_record(refused.decision)["reasons"])
