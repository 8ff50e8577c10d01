"""Saying that an interpreter or another helper is booked for a session, or called off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.planning.models import NEEDS, Appointment, SupportBooking


class NotArranged(ValueError):
    """Nobody is booked for this need."""


@action("planning.book_support", on="appointment", told=_("Support for a session recorded"))
def book_support(
    *, appointment: Appointment, need: str, booked: str, by: Any, at: datetime
) -> SupportBooking:
    """Say who is booked for the session as it stands; an empty ``booked`` calls them off.

    Raises:
        NotArranged: it is no need for which somebody is booked.
    """
    if need not in NEEDS:
        raise NotArranged(need)
    made = SupportBooking(
        appointment=appointment,
        need=need,
        booked=booked,
        day=appointment.day,
        starts=appointment.starts,
        recorded_by=by,
        recorded_at=at,
    )
    made.save(force_insert=True)
    tell(made, appointment, appointment.enrolment.person, fields=("need", "booked"))
    return made
