"""History: what happened to one concern, the latest first, from the rows that say so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from desist.casework.access.role import Role
from desist.casework.accounts.models import ROLE_NAMES
from desist.casework.concerns.models import Concern
from desist.casework.pages.timeline import Moment, newest_first


def history_of(concern: Concern) -> list[Moment]:
    """Raised, acknowledged, escalated, closed: two queries."""
    raised = [Moment(at=concern.raised_at, text=_("Raised"), who=concern.raised_by.full_name)]
    acknowledged = [
        Moment(at=each.at, text=_("Acknowledged"), who=each.user.full_name)
        for each in concern.acknowledgements.select_related("user")
    ]
    escalated = [
        Moment(
            at=each.at,
            text=_("Not acknowledged in time"),
            detail=_("Called on: %(role)s") % {"role": ROLE_NAMES[Role(each.to)]},
            who="Desist",
        )
        for each in concern.escalations.all()
    ]
    closed = []
    if concern.closed_by and concern.closed_at:
        closed = [Moment(at=concern.closed_at, text=_("Closed"), who=concern.closed_by.full_name)]
    return newest_first(raised, acknowledged, escalated, closed)
