"""How far a course has got: counted, for what is judged at every session that is recorded."""

from __future__ import annotations

from desist.casework.delivery.models import Attendance, SessionRecord
from desist.casework.planning.models import Appointment, AppointmentState, Enrolment, TreatmentPlan
from desist.casework.planning.models.plan import PlanState


def attended_of(enrolment: Enrolment) -> int:
    """How many sessions of the plan somebody came to, or made good."""
    held = SessionRecord._base_manager.filter(enrolment=enrolment)
    held = held.exclude(attendance=Attendance.ABSENT)
    return held.values("number").distinct().count()


def planned_of(enrolment: Enrolment) -> int:
    """How many sessions the approved plan has; those booked where it does not say."""
    plans = TreatmentPlan._base_manager.filter(enrolment=enrolment, state=PlanState.APPROVED)
    planned = plans.order_by("-pk").values_list("sessions", flat=True).first()
    if planned:
        return planned
    booked = Appointment._base_manager.filter(enrolment=enrolment, makes_good=None)
    return booked.exclude(state=AppointmentState.CANCELLED).count()


def is_half_way(enrolment: Enrolment) -> bool:
    """Whether half of the planned sessions, at least, was attended or made good."""
    planned = planned_of(enrolment)
    return planned > 0 and 2 * attended_of(enrolment) >= planned
