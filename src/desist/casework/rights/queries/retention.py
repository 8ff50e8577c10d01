"""Finding records that have been kept for as long as the schedule says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from desist.casework.access import rows, rows_about
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person, Sentence
from desist.casework.people.policy.reach import FOUND
from desist.casework.referrals.models import ENDED, Referral
from desist.casework.rights.models import LegalHold, RetentionReview
from desist.programme.retention_rule import RetentionPeriod, RetentionRule


@dataclass(frozen=True, kw_only=True)
class Due:
    """Somebody whose record falls due, by which period, since when."""

    person: Person
    period: RetentionPeriod
    due_on: date


def find_due(rule: RetentionRule, *, on: date) -> Iterator[Due]:
    """Everybody whose record falls due by a day and on whom nobody has decided for longer.

    Whoever is still on an open referral, or under a sentence without an end, never does.
    """
    decided = RetentionReview.objects.filter(Q(decided_at=None) | Q(kept_until__gte=on))
    standing = Person.objects.filter(FOUND)
    for person in _dated(standing.exclude(pk__in=decided.values("person"))).iterator():
        found = _period(rule, person)
        if found is not None and found.due_on <= on:
            yield found


def _dated(people: QuerySet[Person]) -> QuerySet[Person]:
    referrals = Referral.objects.filter(person=OuterRef("pk")).order_by()
    sentences = Sentence.objects.filter(person=OuterRef("pk")).order_by()
    endless = sentences.filter(ends_on=None, terminated_on=None)
    ends = sentences.values("person").annotate(last=Max(Coalesce("terminated_on", "ends_on")))
    moved = referrals.values("person").annotate(last=Max("status_since"))
    return (
        people.annotate(registered_at=Min("revisions__at"))
        .exclude(Exists(referrals.exclude(status__in=ENDED)))
        .exclude(Exists(endless))
        .annotate(last_sentence=Subquery(ends.values("last")))
        .annotate(last_referral=Subquery(moved.values("last")))
    )


def _period(rule: RetentionRule, person: Any) -> Due | None:
    registered = person.registered_at and timezone.localdate(person.registered_at)
    days = {
        "last_sentence": person.last_sentence,
        "last_referral": person.last_referral,
        "registration": registered,
    }
    for period in rule.period:
        start = days[period.counts_from]
        if start is not None:
            return Due(person=person, period=period, due_on=period.falls_due_on(start))
    return None


def list_reviews(actor: Actor) -> QuerySet[RetentionReview]:
    """The records in reach on which somebody must decide, the longest due first."""
    held = rows(actor, RetentionReview).filter(decided_at=None).select_related("person__team__unit")
    return held.order_by("due_on", "pk")


def list_holds_of(actor: Actor, person: Person) -> QuerySet[LegalHold]:
    """The legal holds on somebody's record, the latest first."""
    return rows_about(actor, LegalHold, person).select_related("by").order_by("-pk")
