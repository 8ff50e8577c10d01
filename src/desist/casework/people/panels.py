"""What this app marks in the bar above a person's pages."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import readable
from desist.casework.access.policy import Actor
from desist.casework.pages.panel import Tag
from desist.casework.people.models import NO_CONTACT, Condition, Person, Restriction

RESTRICTED, CONTACT = "restricted", "no_contact"


def tags(actor: Actor, person: Person) -> Sequence[Tag]:
    """Restricted, and a condition of no contact; one query."""
    today = timezone.localdate()
    restricted = Restriction._base_manager.filter(person=person, ended_on=None)
    binding = Condition._base_manager.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        person=person,
        subject__in=NO_CONTACT,
        begins_on__lte=today,
    )
    one = restricted.values_list(Value(RESTRICTED)).order_by()
    other = binding.values_list(Value(CONTACT)).order_by()
    found = {code for (code,) in one.union(other)}
    if "subject" not in readable(actor, Condition, person):
        found.discard(CONTACT)
    marks = {
        RESTRICTED: Tag(text=_("Restricted"), tone="purple"),
        CONTACT: Tag(text=_("No-contact condition"), tone="red"),
    }
    return [tag for code, tag in marks.items() if code in found]
