"""What planning holds: enrolments, formulations, plans, appointments, places, leave and feeds."""

from desist.casework.planning.models.appointment import Appointment, AppointmentRevision, Hold
from desist.casework.planning.models.booking import UPCOMING, AppointmentState, Booking
from desist.casework.planning.models.enrolment import DeliveryForm, Enrolment, FacilitatorAssignment
from desist.casework.planning.models.feed import CalendarFeed
from desist.casework.planning.models.formulation import (
    CODED,
    LINKS,
    Account,
    Formulation,
    FormulationRevision,
)
from desist.casework.planning.models.place import Place, Room, StaffLeave
from desist.casework.planning.models.plan import PlanState, TreatmentPlan, TreatmentPlanRevision
from desist.casework.planning.models.support_booking import NEEDS, SupportBooking

__all__ = [
    "CODED",
    "LINKS",
    "NEEDS",
    "UPCOMING",
    "Account",
    "Appointment",
    "AppointmentRevision",
    "AppointmentState",
    "Booking",
    "CalendarFeed",
    "DeliveryForm",
    "Enrolment",
    "FacilitatorAssignment",
    "Formulation",
    "FormulationRevision",
    "Hold",
    "Place",
    "PlanState",
    "Room",
    "StaffLeave",
    "SupportBooking",
    "TreatmentPlan",
    "TreatmentPlanRevision",
]
