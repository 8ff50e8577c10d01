"""A person's story, newest first, from the audit trail: what was done, by whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Cast, Replace

from desist.casework.accounts.models import User
from desist.casework.audit.chain import EPOCH
from desist.casework.audit.door import TOLD
from desist.casework.audit.queries import events_about
from desist.casework.pages.timeline import Moment
from desist.casework.people.models import Person
from desist.casework.people.queries import references_of

LONGEST = 30


def story_of(person: Person, *, length: int = LONGEST) -> list[Moment]:
    """What happened to somebody, newest first, under merged records too; two queries."""
    told = events_about(references_of(person)).filter(verb__in=TOLD, outcome="allowed")
    actors = User.objects.filter(public_id=OuterRef("actor_id")).values("full_name")
    named = told.annotate(actor_id=_as_key()).annotate(who=Subquery(actors[:1]))
    return [
        Moment(
            at=EPOCH + timedelta(microseconds=event.at),
            text=str(TOLD[event.verb]),
            who=event.who or "Desist",
        )
        for event in named[:length]
    ]


def _as_key() -> Any:
    """Who acted, as this database holds the opaque ids of staff."""
    if connection.vendor == "postgresql":
        return Cast(F("actor"), UUIDField())
    return Replace(F("actor"), Value("-"), Value(""))
