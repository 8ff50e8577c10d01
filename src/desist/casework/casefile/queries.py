"""A person's story, newest first, from the audit trail and the apps of the journey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from desist.casework.accounts.models import User
from desist.casework.audit.chain import EPOCH
from desist.casework.audit.door import TOLD
from desist.casework.audit.queries import events_about
from desist.casework.pages.timeline import Moment
from desist.casework.people.models import Person

LONGEST = 30


def story_of(person: Person) -> Sequence[Moment]:
    """What happened to somebody, newest first; two queries."""
    told = events_about([person.reference]).filter(verb__in=TOLD, outcome="allowed")
    events = list(told[:LONGEST])
    ids = {UUID(event.actor) for event in events}
    names = dict(User.objects.filter(public_id__in=ids).values_list("public_id", "full_name"))
    return [
        Moment(
            at=EPOCH + timedelta(microseconds=event.at),
            text=str(TOLD[event.verb]),
            who=names.get(UUID(event.actor), "Desist"),
        )
        for event in events
    ]
