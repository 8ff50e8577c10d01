"""Finding records that may be one person's, among those that this manager reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.people.models import NameKey, Person
from desist.casework.rights.models import Merge

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A record that may be the same person's, and what speaks for it."""

    person: Person
    why: str


def list_candidates(actor: Actor, person: Person) -> list[Candidate]:
    """Those in reach with the same CRN, or born on the same day with a name that sounds alike."""
    sounds = NameKey.objects.filter(person=person, kind="sound").values("key")
    alike = NameKey.objects.filter(kind="sound", key__in=sounds).values("person")
    same = Q(crn=person.crn) | Q(born_on=person.born_on, pk__in=alike)
    held = rows(actor, Person, "rights.merge").filter(same).exclude(pk=person.pk)
    found = held.select_related("team__unit", "practitioner").order_by("last_name", "pk")[:MOST]
    return [Candidate(person=each, why=_why(person, each)) for each in found]


def _why(person: Person, other: Person) -> str:
    if other.crn == person.crn:
        return _("Same CRN")
    return _("Same date of birth, and a name that sounds alike")


def find_to_merge(actor: Actor, person: Person, crn: str) -> Person | None:
    """The record of this very CRN, if it is in reach and another one."""
    held = rows(actor, Person, "rights.merge").filter(crn=crn.upper())
    return held.exclude(pk=person.pk).order_by("crn_copy").first()


def list_merges_of(actor: Actor, person: Person) -> QuerySet[Merge]:
    """What was merged into somebody, the latest first, undone merges too."""
    held: Any = rows(actor, Merge).filter(survivor=person).select_related("merged")
    return held.order_by("-pk")
