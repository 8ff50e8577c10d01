"""Who plans and who approves: facilitators and assessors draft, a second person approves.

Everything hangs on the person: whoever may not see them sees nothing here either.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, always, both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentRevision,
    AppointmentState,
    Enrolment,
    FacilitatorAssignment,
    Formulation,
    FormulationRevision,
    Hold,
    PlanState,
    SupportBooking,
    TreatmentPlan,
    TreatmentPlanRevision,
)
from desist.casework.planning.models.plan import OPEN
from desist.casework.planning.policy.role import BOOKERS, PLANNERS, where
from desist.casework.referrals.models import Referral

extend(
    Person,
    {
        "planning.plan": reaching(PLANNERS),
        "planning.book": reaching(BOOKERS),
        "planning.decide": reaching({Role.MANAGER}),
    },
)
extend(
    Referral,
    {
        "planning.see": through("person", Person, "planning.plan"),
        "planning.enrol": through("person", Person, "planning.book"),
        "planning.formulate": through("person", Person, "planning.plan"),
    },
)
_WRITTEN_ABOUT = through("referral", Referral, "planning.formulate")
register(
    Formulation,
    rules={"see": _WRITTEN_ABOUT, "planning.reformulate": _WRITTEN_ABOUT},
    person="referral__person",
    key="referral",
    staff="written_by written_at",
    clinical="form setting trigger thought feeling behaviour immediate_consequence"
    " later_consequence need_met strength pathway goods protective",
)
register(
    FormulationRevision,
    rules={"see": through("of", Formulation, "see")},
    person="of__referral__person",
    key="of number",
    staff="by at",
    clinical="content",
)


RUNNING = where(lambda row: row.is_running, Q(ended_on=None))


def _enrolled(verb: str, rule: Rule = RUNNING) -> Rule:
    return both(through("person", Person, verb), rule)


register(
    Enrolment,
    rules={
        "see": through("person", Person, "see"),
        "planning.draft": _enrolled("planning.plan"),
        "planning.book": _enrolled("planning.book"),
        "planning.assign": _enrolled("planning.decide"),
        "planning.end_enrolment": _enrolled("planning.book"),
        "planning.cancel_rest": NOBODY,
        "planning.see_to_support": through("person", Person, "planning.book"),
    },
    person="person",
    key="person referral",
    course="programme programme_version format begins_on ended_on",
)
register(
    FacilitatorAssignment,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "planning.end_assignment": both(
            through("enrolment", Enrolment, "planning.assign"), RUNNING
        ),
    },
    person="enrolment__person",
    key="enrolment",
    course="user begins_on ended_on",
)


def _is_second(actor: Actor, plan: Any) -> bool:
    me = actor.standing.user_id
    return me is not None and me not in (plan.drafted_by_id, plan.sent_by_id)


def _not_mine(actor: Actor) -> Q:
    me = actor.standing.user_id
    if me is None:
        return NOTHING
    return ~Q(drafted_by=me) & (Q(sent_by=None) | ~Q(sent_by=me))


SECOND = Rule(may=_is_second, rows=_not_mine, steady=always)
"""Whoever neither wrote nor sent a plan."""
IS_OPEN = where(lambda plan: plan.is_open, Q(state__in=OPEN))
IS_DRAFT = where(lambda plan: plan.state == PlanState.DRAFT, Q(state=PlanState.DRAFT))
IS_AWAITING = where(lambda plan: plan.state == PlanState.AWAITING, Q(state=PlanState.AWAITING))

register(
    TreatmentPlan,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "planning.change": both(through("enrolment", Enrolment, "planning.draft"), IS_OPEN),
        "planning.send": both(through("enrolment", Enrolment, "planning.draft"), IS_DRAFT),
        "planning.approve": both(
            both(through("enrolment", Enrolment, "planning.assign"), IS_AWAITING), SECOND
        ),
        "planning.return": both(through("enrolment", Enrolment, "planning.assign"), IS_AWAITING),
    },
    person="enrolment__person",
    key="enrolment",
    course="state sessions minutes drafted_by sent_by approved_by approved_at",
    clinical="content returned_because",
)
register(
    TreatmentPlanRevision,
    rules={"see": through("of", TreatmentPlan, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    clinical="content",
)
IS_UPCOMING = where(lambda each: each.is_upcoming, Q(state__in=UPCOMING))
STANDS = where(
    lambda each: each.state != AppointmentState.CANCELLED, ~Q(state=AppointmentState.CANCELLED)
)
"""A session that was called off was not held, and there is nothing to record of it."""
IS_NOT_HELD = where(
    lambda each: each.state != AppointmentState.HELD, ~Q(state=AppointmentState.HELD)
)
"""Whoever was booked for a session that was cancelled is to be called off."""
IS_ITS_OWN = where(lambda each: not each.is_shared, Q(group_session=None))
"""A group's session is moved and called off for all of them at once."""
_UPCOMING = both(through("enrolment", Enrolment, "planning.book"), IS_UPCOMING)
register(
    Appointment,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "planning.move": both(_UPCOMING, IS_ITS_OWN),
        "planning.cancel": both(_UPCOMING, IS_ITS_OWN),
        "planning.hold": _UPCOMING,
        "planning.book_support": both(
            through("enrolment", Enrolment, "planning.see_to_support"), IS_NOT_HELD
        ),
    },
    person="enrolment__person",
    key="enrolment plan makes_good group_session",
    course="number day starts minutes room facilitator co_facilitator state sequence changed_at",
    clinical="module exercises",
)
register(
    AppointmentRevision,
    rules={"see": through("of", Appointment, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    clinical="content",
)
register(
    SupportBooking,
    rules={"see": through("appointment", Appointment, "see")},
    person="appointment__enrolment__person",
    key="appointment",
    course="need booked day starts recorded_by recorded_at",
)
register(
    Hold,
    rules={"see": NOBODY},
    person="person",
    why="it keeps bookings apart; the session that took it is what is seen",
    key="person user room slot session",
)
