"""A person's story, newest first, from the audit trail: what was done, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast, Replace

from desist.casework.accounts.models import User
from desist.casework.audit.chain import EPOCH
from desist.casework.audit.door import TOLD
from desist.casework.audit.models import AuditEvent
from desist.casework.audit.queries import events_about
from desist.casework.pages.language import once_a_language
from desist.casework.pages.timeline import Moment
from desist.casework.people.models import Person
from desist.casework.people.queries import references_of
from desist.casework.records.statement import statement

LONGEST = 30


def story_of(person: Person, *, length: int = LONGEST) -> list[Moment]:
    """What happened to somebody, newest first, under merged records too; two queries.

    The newest of the trail, in the order of their moments: what is brought over, or invented, may
    have been told in another.
    """
    words = _words()
    told = [
        Moment(at=EPOCH + timedelta(microseconds=at), text=words[verb], who=who or "Desist")
        for at, verb, who in _told(references_of(person), length)
    ]
    return sorted(told, key=lambda each: each.at, reverse=True)


@once_a_language
def _words() -> dict[str, str]:
    return {verb: str(words) for verb, words in TOLD.items()}


def _told(references: Sequence[str], length: int) -> Sequence[Any]:
    """When, what, and by whom, of the events about records of somebody."""
    if len(references) == 1:
        return _told_of(length, reference=references[0])
    return _named(events_about(references))[:length]


@statement
def _told_of(length: int, *, reference: str) -> QuerySet[AuditEvent, Any]:
    return _named(events_about([reference]))[:length]


def _named(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent, Any]:
    actors = User.objects.filter(public_id=OuterRef("actor_id")).values("full_name")
    told = events.filter(verb__in=TOLD, outcome="allowed").annotate(actor_id=_as_key())
    return told.annotate(who=Subquery(actors[:1])).values_list("at", "verb", "who")


def _as_key() -> Any:
    """Who acted, as this database holds the opaque ids of staff."""
    if connection.vendor == "postgresql":
        return Cast(F("actor"), UUIDField())
    return Replace(F("actor"), Value("-"), Value(""))
