"""What this app marks in the bar above a person's pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from desist.casework.access import readable
from desist.casework.access.policy import Actor
from desist.casework.pages.panel import Mark, Tag
from desist.casework.people.models import NO_CONTACT, Condition, Person, Restriction


def marks(actor: Actor, person: Person) -> Iterator[Mark]:
    """Restricted, and a condition of no contact."""
    yield Mark(tag=Tag(text=_("Restricted"), tone="purple"), rows=_restrictions)
    if "subject" in readable(actor, Condition, person):
        yield Mark(tag=Tag(text=_("No-contact condition"), tone="red"), rows=_no_contact)


def _restrictions(person: int, _day: date) -> QuerySet[Restriction]:
    return Restriction._base_manager.filter(person=person, ended_on=None)


def _no_contact(person: int, day: date) -> QuerySet[Condition]:
    binding = Condition._base_manager.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    return binding.filter(person=person, subject__in=NO_CONTACT, begins_on__lte=day)
