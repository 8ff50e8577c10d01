"""Where planning stands for one person: the newest enrolment, its plans and its sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from desist.casework.access import reached, rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentState,
    DeliveryForm,
    Enrolment,
    FacilitatorAssignment,
    Formulation,
    PlanState,
    TreatmentPlan,
)
from desist.casework.planning.models.plan import OPEN
from desist.casework.referrals.models import ENDED, Referral

AHEAD = timedelta(days=14)
"""How long before a session Today says what is to be done about it; ours."""
MOST = 8
"""How many are shown where they stand among other things."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All of one person's planning that a page needs."""

    referral: Referral | None
    formulation: Formulation | None
    enrolment: Enrolment | None
    facilitators: Sequence[FacilitatorAssignment]
    approved: TreatmentPlan | None
    open_plan: TreatmentPlan | None
    appointments: Sequence[Appointment]

    @property
    def waits_for_a_group(self) -> bool:
        """Whether the plan has sessions of a group, and none is booked."""
        if self.approved is None or self.enrolment is None:
            return False
        if self.enrolment.format == DeliveryForm.INDIVIDUAL:
            return False
        standing = [each for each in self.appointments if each.state != AppointmentState.CANCELLED]
        return not any(each.is_shared for each in standing)


def overview_of(actor: Actor, person: Person) -> Overview:
    """The newest referral and enrolment of a person, with what this reader may see of them."""
    enrolment = enrolments_of(actor, person).first()
    referral = enrolment.referral if enrolment else _newest_referral(actor, person)
    plans = list(plans_of(actor, enrolment)) if enrolment else []
    assignments = rows(actor, FacilitatorAssignment).filter(enrolment=enrolment, ended_on=None)
    return Overview(
        referral=referral,
        formulation=rows(actor, Formulation).filter(referral=referral).first(),
        enrolment=enrolment,
        facilitators=list(assignments.select_related("user")) if enrolment else [],
        approved=next((each for each in plans if each.state == PlanState.APPROVED), None),
        open_plan=next((each for each in plans if each.state in OPEN), None),
        appointments=list(appointments_of(actor, enrolment)) if enrolment else [],
    )


def _newest_referral(actor: Actor, person: Person) -> Referral | None:
    held = rows_about(actor, Referral, person).exclude(status__in=ENDED)
    return held.order_by("-referred_on", "-pk").first()


def enrolments_of(actor: Actor, person: Person) -> QuerySet[Enrolment]:
    """The enrolments of a person, the newest first."""
    held = rows_about(actor, Enrolment, person).select_related("referral", "person")
    return held.order_by("-begins_on", "-pk")


def plans_of(actor: Actor, enrolment: Enrolment) -> QuerySet[TreatmentPlan]:
    """The plans of an enrolment, the newest first."""
    held = rows(actor, TreatmentPlan).filter(enrolment=enrolment)
    return held.select_related("drafted_by", "sent_by", "approved_by").order_by("-pk")


def appointments_of(actor: Actor, enrolment: Enrolment) -> QuerySet[Appointment]:
    """The sessions of an enrolment, cancelled ones too, as they follow each other."""
    held = rows(actor, Appointment).filter(enrolment=enrolment)
    related = held.select_related("room__place", "facilitator", "co_facilitator")
    return related.order_by("day", "starts", "pk")


@reached(Appointment)
def sessions_on(held: QuerySet[Appointment], *, day: date, led_by: int) -> QuerySet[Appointment]:
    """The sessions with one person that a member of staff holds on a day."""
    leads = Q(facilitator=led_by) | Q(co_facilitator=led_by)
    mine = held.filter(leads, day=day, state__in=UPCOMING, group_session=None)
    return mine.select_related("enrolment__person", "plan", "room__place").order_by("starts", "pk")


@reached(Enrolment)
def still_to_plan(
    held: QuerySet[Enrolment], statuses: tuple[str, ...], *, led_by: int
) -> QuerySet[Enrolment]:
    """The first whom a member of staff is to deliver to, where nobody planned or booked yet.

    ``statuses`` are those in which somebody has a place.

    Each says whether its plan ``is_approved``: then its sessions are to be booked.
    """
    plans = TreatmentPlan._base_manager.filter(enrolment=OuterRef("pk"))
    booked = Appointment._base_manager.filter(enrolment=OuterRef("pk"))
    mine = Q(assignments__user=led_by, assignments__ended_on=None)
    held = held.filter(mine, ended_on=None, format=DeliveryForm.INDIVIDUAL)
    held = held.filter(referral__status__in=statuses)
    held = held.annotate(is_approved=Exists(plans.filter(state=PlanState.APPROVED)))
    waiting = Exists(plans.filter(state=PlanState.AWAITING)) | Exists(
        booked.exclude(state=AppointmentState.CANCELLED)
    )
    waiting_longest = held.exclude(waiting).select_related("person").order_by("begins_on", "pk")
    return waiting_longest[: MOST + 1]


@reached(TreatmentPlan, "planning.approve")
def awaiting_approval(held: QuerySet[TreatmentPlan]) -> QuerySet[TreatmentPlan]:
    """The first plans that somebody could approve, the longest waiting first."""
    return held.select_related("enrolment__person", "sent_by").order_by("pk")[: MOST + 1]
