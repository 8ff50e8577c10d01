"""A case that leaves the service as a file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.referrals.models import Referral


@action(
    "assessment.export_case",
    on="referral",
    kind=Kind.DISCLOSURE,
    told=_("Case written to a file"),
    anew=True,
)
def export_case(*, referral: Referral, recipient: str, on: date, by: Any, at: datetime) -> Referral:
    """Note that a case was written out: for whom, and what of it."""
    tell(referral, referral.person, fields=("case",), recipient=recipient)
    return referral
