"""What this app marks in the bar above a person's pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import readable
from desist.casework.access.policy import Actor
from desist.casework.pages.panel import Mark, Tag
from desist.casework.people.models import NO_CONTACT, Condition, Person, Restriction


def marks(actor: Actor, person: Person) -> Iterator[Mark]:
    """Restricted, and a condition of no contact."""
    restricted = Restriction._base_manager.filter(person=person, ended_on=None)
    yield Mark(tag=Tag(text=_("Restricted"), tone="purple"), rows=restricted)
    if "subject" in readable(actor, Condition, person):
        today = timezone.localdate()
        binding = Condition._base_manager.filter(
            Q(ends_on=None) | Q(ends_on__gte=today),
            person=person,
            subject__in=NO_CONTACT,
            begins_on__lte=today,
        )
        yield Mark(tag=Tag(text=_("No-contact condition"), tone="red"), rows=binding)
