"""Who plans and who approves: facilitators and assessors draft, a second person approves.

Everything hangs on the person: whoever may not see them sees nothing here either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, extend, register, through
from desist.casework.access.policy import NOTHING, Actor, both
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import DeliveryUnit, User
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentRevision,
    Enrolment,
    FacilitatorAssignment,
    Hold,
    Place,
    PlanState,
    Room,
    StaffLeave,
    TreatmentPlan,
    TreatmentPlanRevision,
)
from desist.casework.planning.models.plan import OPEN
from desist.casework.referrals.models import Referral

PLANNERS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
"""Those who read and write clinical text."""
BOOKERS = PLANNERS | {Role.PROGRAMME_ADMINISTRATOR}
KEEPERS = frozenset({Role.MANAGER, Role.PROGRAMME_ADMINISTRATOR})
"""Those who keep rooms and leave."""

extend(
    Person,
    {
        "planning.plan": reaching(PLANNERS),
        "planning.book": reaching(BOOKERS),
        "planning.decide": reaching({Role.MANAGER}),
    },
)
extend(Referral, {"planning.enrol": through("person", Person, "planning.book")})


def _where(may: Callable[[Any], bool], rows: Q) -> Rule:
    """A rule about the row alone, whoever asks."""
    return Rule(may=lambda _actor, row: may(row), rows=lambda _actor: rows)


RUNNING = _where(lambda row: row.is_running, Q(ended_on=None))


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


SECOND = Rule(may=_is_second, rows=_not_mine)
"""Whoever neither wrote nor sent a plan."""
IS_OPEN = _where(lambda plan: plan.is_open, Q(state__in=OPEN))
IS_DRAFT = _where(lambda plan: plan.state == PlanState.DRAFT, Q(state=PlanState.DRAFT))
IS_AWAITING = _where(lambda plan: plan.state == PlanState.AWAITING, Q(state=PlanState.AWAITING))

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
IS_UPCOMING = _where(lambda each: each.is_upcoming, Q(state__in=UPCOMING))
_UPCOMING = both(through("enrolment", Enrolment, "planning.book"), IS_UPCOMING)
register(
    Appointment,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "planning.move": _UPCOMING,
        "planning.cancel": _UPCOMING,
        "planning.hold": _UPCOMING,
    },
    person="enrolment__person",
    key="enrolment plan",
    course="number module exercises day starts minutes room facilitator co_facilitator state"
    " sequence changed_at",
)
register(
    AppointmentRevision,
    rules={"see": through("of", Appointment, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    course="content",
)
register(
    Hold,
    rules={"see": NOBODY},
    person="person",
    why="it keeps bookings apart; the session that took it is what is seen",
    key="person user room slot session",
)


def _works_here(actor: Actor) -> bool:
    return actor.standing.holds(*CASE_ROLES)


STAFF_OF_CASES = Rule(
    may=lambda actor, _row: _works_here(actor),
    rows=lambda actor: Q() if _works_here(actor) else NOTHING,
)


def _keeping(prefix: str) -> Rule:
    """What those who keep rooms may do in their region or unit."""

    def may(actor: Actor, row: Any) -> bool:
        for step in filter(None, prefix.split("__")):
            row = getattr(row, step)
        regions, units = _held(actor)
        return row.region_id in regions or row.pk in units

    def rows(actor: Actor) -> Q:
        regions, units = _held(actor)
        path = f"{prefix}__" if prefix else ""
        return Q(**{f"{path}region__in": regions}) | Q(**{f"{path}pk__in": units})

    return Rule(may=may, rows=rows)


def _held(actor: Actor) -> tuple[Collection[int], Collection[int]]:
    return actor.standing.regions(*KEEPERS), actor.standing.units(*KEEPERS)


extend(DeliveryUnit, {"planning.add_place": _keeping("")})
register(
    Place,
    rules={"see": STAFF_OF_CASES, "planning.add_room": _keeping("unit")},
    key="unit",
    staff="name",
)
register(
    Room,
    rules={"see": STAFF_OF_CASES, "planning.change_room": _keeping("place__unit")},
    key="place",
    staff="name capacity step_free hearing_loop is_open",
)


def _may_be_away(actor: Actor, user: Any) -> bool:
    return user.pk == actor.standing.user_id or actor.standing.holds(*KEEPERS)


def _own_or_kept(path: str) -> Callable[[Actor], Q]:
    """Rows of whoever asks; those who keep leave reach everybody's."""

    def rows(actor: Actor) -> Q:
        if actor.standing.holds(*KEEPERS):
            return Q()
        return Q(**{path: actor.standing.user_id})

    return rows


extend(User, {"planning.record_leave": Rule(may=_may_be_away, rows=_own_or_kept("pk"))})
register(
    StaffLeave,
    rules={
        "see": Rule(
            may=lambda actor, leave: _may_be_away(actor, leave.user), rows=_own_or_kept("user")
        ),
        "planning.withdraw_leave": both(
            Rule(
                may=lambda actor, leave: _may_be_away(actor, leave.user), rows=_own_or_kept("user")
            ),
            _where(lambda leave: leave.withdrawn_at is None, Q(withdrawn_at=None)),
        ),
    },
    staff="user first_on last_on withdrawn_at",
)
