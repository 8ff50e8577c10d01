"""What this app holds about a person, for subject access, merging and retention."""

from desist.casework.planning.models import (
    Appointment,
    AppointmentRevision,
    Enrolment,
    FacilitatorAssignment,
    Formulation,
    FormulationRevision,
    Hold,
    SupportBooking,
    TreatmentPlan,
    TreatmentPlanRevision,
)
from desist.casework.records.held import Held

HELD = (
    Held(model=Enrolment, person="person"),
    Held(model=FacilitatorAssignment, person="enrolment__person"),
    Held(model=Formulation, person="referral__person"),
    Held(model=FormulationRevision, person="of__referral__person"),
    Held(model=TreatmentPlan, person="enrolment__person"),
    Held(model=TreatmentPlanRevision, person="of__enrolment__person"),
    Held(model=Appointment, person="enrolment__person"),
    Held(model=AppointmentRevision, person="of__enrolment__person"),
    Held(model=SupportBooking, person="appointment__enrolment__person"),
    Held(model=Hold, person="person", shown=False),
)
