"""Finding groups, who sits in them, and their sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.groups.models import GroupMembership, GroupSession, ProgrammeGroup
from desist.casework.groups.queries.part import expected_in, is_open
from desist.casework.planning.models import UPCOMING, AppointmentState, Enrolment

SEATED = Q(left_on=None, enrolment__ended_on=None)
"""Who sits in a group: nobody whose part in the programme has ended."""


def open_seats_of(group: ProgrammeGroup) -> list[GroupMembership]:
    """Everybody who sits in a group, whoever asks."""
    held = group.memberships.filter(SEATED)
    related = held.select_related("enrolment__person", "enrolment__referral")
    return list(related.order_by("enrolment__person__last_name", "pk"))


def to_come_of(group: ProgrammeGroup, *, after: date, at: datetime) -> list[GroupSession]:
    """The sessions that follow a day, and those of it that have not begun, in order."""
    booked = group.sessions.filter(state__in=UPCOMING, day__gte=after)
    related = booked.select_related("room", "facilitator", "co_facilitator", "group")
    return [each for each in related.order_by("number") if each.is_to_come(after=after, at=at)]


def list_groups(actor: Actor, *, ended: bool, day: date) -> QuerySet[ProgrammeGroup]:
    """The groups in reach that run, or those that have ended, by name.

    Each with its ``members``, ``held`` sessions and the ``next_on``.
    """
    held = rows(actor, ProgrammeGroup).filter(ended_on__isnull=not ended)
    seated = Q(memberships__left_on=None, memberships__enrolment__ended_on=None)
    coming = Q(sessions__state__in=UPCOMING, sessions__day__gte=day)
    counted = held.annotate(
        members=Count("memberships", filter=seated, distinct=True),
        held=Count("sessions", filter=Q(sessions__state=AppointmentState.HELD), distinct=True),
        next_on=Min("sessions__day", filter=coming),
    )
    related = counted.select_related("unit", "room__place", "facilitator", "co_facilitator")
    return related.order_by("name", "pk")


@dataclass(frozen=True, kw_only=True)
class Seats:
    """Who sits in a group, as far as somebody may see: the others are counted."""

    seen: Sequence[GroupMembership]
    others: int

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.seen) + self.others


def seats_of(actor: Actor, group: ProgrammeGroup) -> Seats:
    """Who sits in a group, those in reach by name."""
    held = rows(actor, GroupMembership).filter(SEATED, group=group)
    related = held.select_related("enrolment__person__team", "enrolment__referral")
    seen = list(related.order_by("enrolment__person__last_name", "enrolment__person__first_names"))
    return Seats(seen=seen, others=group.memberships.filter(SEATED).count() - len(seen))


def seat_of(actor: Actor, enrolment: Enrolment) -> GroupMembership | None:
    """Where somebody sits now, with the group, if the reader may see that group."""
    groups = rows(actor, ProgrammeGroup).values("pk")
    held = enrolment.memberships.filter(SEATED, group__in=groups, group__ended_on=None)
    return held.select_related("group").first()


def sessions_of(actor: Actor, group: ProgrammeGroup) -> list[GroupSession]:
    """The sessions of a group, cancelled ones too, as they follow each other.

    Each says whether a part in it ``is_open``: still to come, or still to be recorded.
    """
    held = rows(actor, GroupSession).filter(group=group).annotate(is_open=is_open())
    related = held.select_related("group", "room__place", "facilitator", "co_facilitator")
    return list(related.order_by("day", "starts", "pk"))


def led_on(actor: Actor, *, day: date) -> QuerySet[GroupSession]:
    """The sessions of groups that somebody leads on a day, with how many are ``expected``."""
    me = actor.standing.user_id
    held = rows(actor, GroupSession).filter(Q(facilitator=me) | Q(co_facilitator=me), day=day)
    counted = held.filter(state__in=UPCOMING).annotate(expected=expected_in())
    return counted.select_related("group", "room__place").order_by("starts", "pk")
