"""Parts: which appointments are members' parts in a group's session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from desist.casework.access import readable, rows
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupSession
from desist.casework.people.models import Person
from desist.casework.planning.models import (
    UPCOMING,
    Appointment,
    AppointmentState,
    TreatmentPlan,
)

PERSON = "enrolment__person"


def parts_to_come(session: GroupSession) -> QuerySet[Appointment]:
    """The parts that are still to come, whoever's they are; held until the act is over."""
    held = Appointment.objects.select_for_update(of=("self",))
    booked = held.filter(group_session=session.public_id, state__in=UPCOMING)
    return booked.select_related("enrolment__person", "enrolment__referral").order_by("pk")


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts in one session, as far as somebody may see: the others are counted."""

    seen: Sequence[Appointment]
    others: int


def parts_of(actor: Actor, session: GroupSession, verb: str = "see") -> Parts:
    """The parts in a session that was not called off for a member, those in reach by name."""
    standing = _standing(session)
    held = standing.filter(pk__in=rows(actor, Appointment, verb).values("pk"))
    related = held.select_related(
        "enrolment__person__team__unit", "enrolment__referral", "plan", "room", "facilitator"
    )
    seen = list(related.order_by("enrolment__person__last_name", "enrolment__person__first_names"))
    return Parts(seen=seen, others=standing.count() - len(seen))


def people_in(session: GroupSession) -> tuple[Person, ...]:
    """Everybody who has a part in a session, whoever asks."""
    return tuple(each.enrolment.person for each in _standing(session).select_related(PERSON))


def ids_of(session: GroupSession) -> frozenset[UUID]:
    """The opaque ids of a session and of every part in it: whose own time is free to it."""
    return frozenset({session.public_id, *_standing(session).values_list("public_id", flat=True)})


def _standing(session: GroupSession) -> QuerySet[Appointment]:
    held = Appointment._base_manager.filter(group_session=session.public_id)
    return held.exclude(state=AppointmentState.CANCELLED)


def roles_in(actor: Actor, parts: Sequence[Appointment]) -> dict[int, dict[str, str]]:
    """For each part, whether each exercise of the session is the member's focus or contribution.

    Empty for whoever reads nothing clinical.
    """
    if "content" not in readable(actor, TreatmentPlan):
        return {}
    found = {}
    for each in parts:
        roles = {one["id"]: one["role"] for one in each.plan.chosen["plan"]["exercises"]}
        found[each.pk] = {one: roles.get(one) or "" for one in each.exercises}
    return found


def is_open() -> Exists:
    """Whether a part in the session of the outer query waits: a record makes it one that was held.

    A register in which some rows were filled in is one in which others may still be missing.
    """
    return Exists(
        Appointment._base_manager.filter(group_session=OuterRef("public_id"), state__in=UPCOMING)
    )


def expected_in() -> Any:
    """How many members have a part in the session of the outer query."""
    standing = Appointment._base_manager.filter(group_session=OuterRef("public_id"))
    standing = standing.exclude(state=AppointmentState.CANCELLED).order_by()
    counted = standing.values("group_session").annotate(parts=Count("pk")).values("parts")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
