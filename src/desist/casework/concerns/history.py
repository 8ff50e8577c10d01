"""History: what happened to one concern, the latest first, from the rows that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from desist.casework.access.role import Role
from desist.casework.accounts.models import ROLE_NAMES
from desist.casework.concerns.models import Concern


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One thing that happened to a concern: what, by whom, when."""

    at: datetime
    text: str
    who: str = ""


def history_of(concern: Concern) -> list[Happened]:
    """Raised, acknowledged, escalated, closed: two queries."""
    found = [
        Happened(at=concern.raised_at, text=_("Raised"), who=concern.raised_by.full_name),
        *(
            Happened(at=each.at, text=_("Acknowledged"), who=each.user.full_name)
            for each in concern.acknowledgements.select_related("user")
        ),
        *(
            Happened(
                at=each.at,
                text=_("Not acknowledged in time: called on every %(role)s of the place")
                % {"role": str(ROLE_NAMES[Role(each.to)]).lower()},
            )
            for each in concern.escalations.all()
        ),
    ]
    if concern.closed_by:
        found.append(
            Happened(at=concern.closed_at, text=_("Closed"), who=concern.closed_by.full_name)
        )
    return sorted(found, key=lambda each: each.at, reverse=True)
