"""Family members of a participant, what is known of each, and what bars contact with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from desist.casework.access import Role, may, rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import staff_holding
from desist.casework.partners.models import (
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    SafetyCheck,
    SafetyResult,
)
from desist.casework.people.models import Person


class Bar(StrEnum):
    """Why nobody may be in contact with them."""

    UNCHECKED = "unchecked"
    NOT_SAFE = "not_safe"
    OVERDUE = "overdue"
    NOT_AGREED = "not_agreed"
    ENDED = "ended"


def what_bars_contact(member: FamilyMember, *, on: date) -> tuple[Bar, ...]:
    """Everything that stands in the way of contact on a day; nothing where it may be."""
    checks = SafetyCheck.objects.filter(member=member, checked_on__lte=on)
    check = checks.order_by("-checked_on", "-pk").first()
    consents = FamilyConsent.objects.filter(member=member, on__lte=on)
    consent = consents.order_by("-on", "-pk").first()
    found = []
    if check is None:
        found.append(Bar.UNCHECKED)
    elif check.result != SafetyResult.GO_AHEAD:
        found.append(Bar.NOT_SAFE)
    elif check.review_on < on:
        found.append(Bar.OVERDUE)
    if consent is None or not consent.given:
        found.append(Bar.NOT_AGREED)
    if member.ended_on is not None and member.ended_on < on:
        found.append(Bar.ENDED)
    return tuple(found)


def family_of(actor: Actor, person: Person) -> QuerySet[FamilyMember]:
    """Those whom this member of staff may read of, those with whom work goes on first."""
    held = rows_about(actor, FamilyMember, person).select_related("worker")
    return held.order_by("ended_on", "-begun_on", "pk")


def is_worked_with(person: Person) -> bool:
    """Whether work with somebody close goes on: all that the rest of the team is told."""
    return FamilyMember.objects.filter(person=person, ended_on=None).exists()


def workers_for(person: Person, *, on: date) -> list[User]:
    """Who may work with the family: managers and facilitators in reach, by name."""
    held = {*staff_holding(Role.MANAGER, on=on), *staff_holding(Role.FACILITATOR, on=on)}
    found = [each for each in held if may(each, "partners.begin", person)]
    return sorted(found, key=lambda each: each.full_name)


@dataclass(frozen=True, kw_only=True)
class FamilyRecord:
    """All that is held of a family member, the latest first."""

    checks: list[SafetyCheck]
    consents: list[FamilyConsent]
    contacts: list[FamilyContact]


def record_of(actor: Actor, member: FamilyMember) -> FamilyRecord:
    """The record of somebody who was fetched."""

    def held(model: type, *order: str) -> list:
        found = rows(actor, model).filter(member=member).select_related("recorded_by")
        return list(found.order_by(*order, "-pk"))

    return FamilyRecord(
        checks=held(SafetyCheck, "-checked_on"),
        consents=held(FamilyConsent, "-on"),
        contacts=held(FamilyContact, "-on"),
    )
