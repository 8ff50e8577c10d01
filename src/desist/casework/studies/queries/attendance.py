"""The day of the first session that somebody came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Min

from desist.casework.delivery.models import SessionRecord
from desist.casework.delivery.models.session_record import Attendance
from desist.casework.planning.models import Appointment
from desist.casework.planning.models.booking import AppointmentState


def first_sessions_of(referrals: Iterable[int]) -> Mapping[int, date]:
    """For each referral on which somebody came to a session, the first; two queries.

    Of a record that was made anonymous only the appointments are left: there the first that was
    held stands for it.
    """
    chosen = list(referrals)
    held = Appointment._base_manager.filter(
        enrolment__referral__in=chosen,
        enrolment__person__is_anonymous=True,
        state=AppointmentState.HELD,
    )
    came = SessionRecord._base_manager.filter(enrolment__referral__in=chosen).exclude(
        attendance=Attendance.ABSENT
    )
    found = held.order_by().values_list("enrolment__referral").annotate(day=Min("day"))
    first = came.order_by().values_list("enrolment__referral").annotate(day=Min("held_on"))
    return dict(found) | dict(first)
