"""What planning holds: enrolments, formulations, plans, appointments, places, leave and feeds."""

from desist.casework.planning.models.appointment import (
    UPCOMING,
    Appointment,
    AppointmentRevision,
    AppointmentState,
    Hold,
)
from desist.casework.planning.models.enrolment import DeliveryForm, Enrolment, FacilitatorAssignment
from desist.casework.planning.models.place import Place, Room, StaffLeave
from desist.casework.planning.models.plan import PlanState, TreatmentPlan, TreatmentPlanRevision

__all__ = [
    "UPCOMING",
    "Appointment",
    "AppointmentRevision",
    "AppointmentState",
    "DeliveryForm",
    "Enrolment",
    "FacilitatorAssignment",
    "Hold",
    "Place",
    "PlanState",
    "Room",
    "StaffLeave",
    "TreatmentPlan",
    "TreatmentPlanRevision",
]
