"""Finding referrals."""

from __future__ import annotations

from django.db.models import QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person
from desist.casework.referrals.models import ENDED, Referral


def list_referrals_of(actor: Actor, person: Person) -> QuerySet[Referral]:
    """The referrals of one person, newest first."""
    held = rows(actor, Referral).filter(person=person).select_related("referred_by", "person")
    return held.order_by("-referred_on", "-pk")


def list_open_referrals(actor: Actor) -> QuerySet[Referral]:
    """Everybody in reach who is waiting, the longest first."""
    held = rows(actor, Referral).exclude(status__in=ENDED)
    related = held.select_related("person__team__unit__region", "referred_by")
    return related.order_by("referred_on", "pk")
