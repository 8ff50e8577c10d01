"""Finding administrations: of a referral, and those that are due."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.battery.models import OPEN, Administration, Typing
from desist.casework.people.models import Person
from desist.casework.referrals.models import Referral

SOON = timedelta(days=14)
"""How long before its day a form is shown as due."""


def list_administrations(actor: Actor, referral: Referral) -> QuerySet[Administration]:
    """Every administration of a referral that this person may see, in the order of answering."""
    held = rows(actor, Administration).filter(referral=referral)
    return held.select_related("referral__person").order_by("due_on", "point", "place", "pk")


def list_due(actor: Actor, *, day: date) -> QuerySet[Administration]:
    """Open forms in reach whose day is near or past, the oldest first."""
    held = rows(actor, Administration).filter(state__in=OPEN, due_on__lte=day + SOON)
    return held.select_related("referral__person").order_by("due_on", "referral", "place", "pk")


def list_due_about(actor: Actor, person: Person, *, day: date) -> QuerySet[Administration]:
    """The forms of one person that are due."""
    return list_due(actor, day=day).filter(referral__person=person)


def typings_of(administration: Administration) -> list[Typing]:
    """Who typed this form, in turn."""
    return list(administration.typings.select_related("by").order_by("pk"))
