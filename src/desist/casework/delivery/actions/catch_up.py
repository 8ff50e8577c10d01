"""Booking a catch-up: another session, to make good one that was missed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.delivery.models import SessionRecord
from desist.casework.planning.actions.appointment import book_sessions
from desist.casework.planning.models import Appointment

FIELDS = ("day", "starts", "minutes", "room", "facilitator", "co_facilitator")


@action("delivery.catch_up", on="record", told=_("Catch-up booked"))
def book_catch_up(
    *, record: SessionRecord, values: Mapping[str, Any], by: Any, at: datetime
) -> Appointment:
    """Make good a missed session at another time; it is to bring what that was to bring.

    ``values`` holds day, starts, minutes, room, facilitator and, where there is one,
    co_facilitator.

    Raises:
        RequirementLapsed: the order or licence does not last until that day.
        TimeTaken: it would meet another session, or a catch-up is planned already.
        TwoNeeded: one member of staff may not hold it then.
    """
    missed = record.appointment.makes_good or record.appointment
    content = {name: getattr(missed, name) for name in ("plan", "number", "module", "exercises")}
    catch_up = Appointment(
        enrolment=record.enrolment, makes_good=missed, changed_at=at, **content, **values
    )
    book_sessions(enrolment=record.enrolment, sessions=[catch_up], by=by, at=at)
    tell(catch_up, record, record.enrolment.person, fields=FIELDS)
    return catch_up
