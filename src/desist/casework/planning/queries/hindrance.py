"""Hindrance: what came after a session was booked and stands against holding it as it is booked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from desist.casework.access import reached, rows
from desist.casework.access.policy import Actor
from desist.casework.access.role import Role
from desist.casework.accounts.models import Appointment as Post
from desist.casework.accounts.models import running_on
from desist.casework.people.models import (
    Exclusion,
    Order,
    Requirement,
    Restriction,
    Sentence,
    Whereabouts,
)
from desist.casework.planning.models import UPCOMING, Appointment, Hold, StaffLeave
from desist.casework.planning.queries.free_time import slots_of
from desist.casework.planning.queries.overview import MOST
from desist.casework.planning.queries.proposal import WHY
from desist.casework.referrals.models import Setting, Source
from desist.casework.tasks.models import Holiday
from desist.scheduling.appointment_proposal import LONDON

SAID = {
    "away": WHY["away"],
    "lapsed": _("nothing on record asks for a programme then"),
    "leave": WHY["leave"],
    "gone": _("a facilitator no longer holds sessions then"),
    "barred": _("a facilitator may not see the person"),
    "closed": _("the room is out of use"),
    "holiday": WHY["bank_holiday"],
}
"""Each hindrance in words, by its code."""
RELATED = ("enrolment__person", "plan", "room__place", "facilitator")


def hindrances_of(session: Appointment) -> list[str]:
    """The codes of what stands against one session that is to come."""
    if not session.is_upcoming:
        return []
    found = _hindered(Appointment._base_manager.filter(pk=session.pk)).first()
    return codes_of(found) if found else []


def codes_of(session: Appointment) -> list[str]:
    """The codes of what stands against a session that was found by one of these questions."""
    return [code for code in SAID if getattr(session, f"is_{code}")]


def said_against(session: Appointment) -> list[str]:
    """The same in words."""
    return [str(SAID[code]) for code in codes_of(session)]


OF_THE_PERSON = ("away", "lapsed", "barred")
"""What keeps one person, or those who lead from that person, and not the whole of a group."""


def kept_away(sessions: Collection[int]) -> dict[int, list[str]]:
    """Of these sessions to come, by number, what keeps the person from them, in words."""
    found = _hindered(Appointment._base_manager.filter(pk__in=sessions))
    said = {e.pk: [str(SAID[c]) for c in codes_of(e) if c in OF_THE_PERSON] for e in found}
    return {number: words for number, words in said.items() if words}


def list_hindered(actor: Actor, *, day: date) -> QuerySet[Appointment]:
    """Every session from a day on that this person may move and that cannot be held as booked."""
    held = _hindered(rows(actor, Appointment, "planning.move").filter(day__gte=day))
    return held.select_related(*RELATED).order_by("day", "starts", "pk")


def has_time_taken(leave: StaffLeave) -> bool:
    """Whether whoever is on leave is booked on its days for something that is no appointment."""
    begins = datetime.combine(leave.first_on, time.min, LONDON)
    ends = datetime.combine(leave.last_on + timedelta(days=1), time.min, LONDON)
    slots = slots_of(begins, ends)
    listed = Appointment._base_manager.filter(public_id=OuterRef("session"))
    taken = Hold._base_manager.filter(~Q(Exists(listed)), user=leave.user_id)
    return taken.filter(slot__gte=slots.start, slot__lt=slots.stop).exists()


def led_during(leave: StaffLeave) -> Q:
    """The sessions of whoever is on leave on its days."""
    leads = Q(facilitator=leave.user_id) | Q(co_facilitator=leave.user_id)
    return leads & Q(day__gte=leave.first_on, day__lte=leave.last_on)


@reached(Appointment, "planning.move")
def first_hindered(held: QuerySet[Appointment], *, day: date, until: date) -> QuerySet[Appointment]:
    """The first sessions of these days that cannot be held as booked, and one more."""
    near = _hindered(held.filter(day__gte=day, day__lte=until))
    return near.select_related(*RELATED).order_by("day", "starts", "pk")[: MOST + 1]


def _hindered(held: QuerySet[Appointment]) -> QuerySet[Appointment]:
    against = {
        "away": Q(enrolment__referral__setting=Setting.COMMUNITY) & Q(Exists(_periods_away())),
        "lapsed": ~Q(enrolment__referral__source=Source.VOLUNTARY)
        & Q(enrolment__referral__sentence__isnull=False)
        & ~Q(Exists(_sentences())),
        "leave": Q(Exists(_leave("facilitator"))) | Q(Exists(_leave("co_facilitator"))),
        "gone": ~Q(Exists(_posts("facilitator")))
        | (Q(co_facilitator__isnull=False) & ~Q(Exists(_posts("co_facilitator")))),
        "barred": _barred("facilitator") | _barred("co_facilitator"),
        "closed": Q(room__is_open=False),
        "holiday": Q(Exists(_holidays())),
    }
    found = Q()
    for condition in against.values():
        found |= condition
    return held.filter(found, state__in=UPCOMING, enrolment__ended_on=None).annotate(
        **{f"is_{code}": condition for code, condition in against.items()}
    )


def _periods_away() -> QuerySet[Whereabouts]:
    held = Whereabouts._base_manager.filter(
        person=OuterRef("enrolment__person"), begins_on__lte=OuterRef("day")
    )
    return held.filter(Q(ended_on=None) | Q(ended_on__gt=OuterRef("day")))


def _sentences() -> QuerySet[Sentence]:
    """Those that hold on the day and ask for a programme."""
    held = Sentence._base_manager.filter(
        Q(ends_on=None) | Q(ends_on__gte=OuterRef("day")),
        Q(terminated_on=None) | Q(terminated_on__gt=OuterRef("day")),
        person=OuterRef("enrolment__person"),
        begins_on__lte=OuterRef("day"),
    )
    return held.exclude(order=Order.VOLUNTARY).exclude(requirement=Requirement.NONE)


def _leave(who: str) -> QuerySet[StaffLeave]:
    return StaffLeave._base_manager.filter(
        user=OuterRef(who),
        first_on__lte=OuterRef("day"),
        last_on__gte=OuterRef("day"),
        withdrawn_at=None,
    )


def _posts(who: str) -> QuerySet[Post]:
    """Those by which somebody holds sessions on the day."""
    held = Post.objects.filter(user=OuterRef(who), user__is_active=True, role=Role.FACILITATOR)
    return held.filter(running_on(OuterRef("day")))


def _barred(who: str) -> Q:
    """Whether whoever holds it is excluded from the person, or not named where some are."""
    about = {"person": OuterRef("enrolment__person"), "ended_on": None}
    mine = {**about, "user": OuterRef(who)}
    named = Restriction._base_manager
    restricted = Q(Exists(named.filter(**about))) & ~Q(Exists(named.filter(**mine)))
    is_there = Q(**{f"{who}__isnull": False})
    return is_there & (Q(Exists(Exclusion._base_manager.filter(**mine))) | restricted)


def _holidays() -> QuerySet[Holiday]:
    return Holiday._base_manager.filter(
        nation=OuterRef("enrolment__referral__nation"), day=OuterRef("day")
    )
