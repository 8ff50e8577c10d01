"""Finding people: those in reach, by name in any order and spelling, or by CRN."""

from __future__ import annotations

import re

from django.db import connection
from django.db.models import Q, QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.people.models import NameKey, Person
from desist.casework.people.name_key import SHORTEST_SOUND, sound, words

CRN = re.compile(r"[A-Za-z][0-9]{6}")
CRN_BEGINS = re.compile(r"[A-Za-z][0-9]{1,6}")
CRN_LENGTH = 7
MOST_WORDS = 6
LAST_LETTER = "\U0010ffff"


def list_people(actor: Actor) -> QuerySet[Person]:
    """Everybody whom this person may see, by last name."""
    shown = rows(actor, Person).select_related("team__unit__region", "practitioner")
    return shown.order_by("last_name", "first_names", "pk")


def find_people(actor: Actor, terms: str) -> QuerySet[Person]:
    """Those in reach whose CRN begins so, or whose names match every word, in any order."""
    found = list_people(actor)
    for term in terms.split()[:MOST_WORDS]:
        if CRN_BEGINS.fullmatch(term):
            found = found.filter(_of_crn(_crn_begins(term.upper())))
            continue
        for word in words(term):
            found = found.filter(pk__in=_named(word).values("person"))
    return found if words(terms) else found.none()


def find_by_crn(actor: Actor, crn: str) -> Person | None:
    """The person of this very CRN, if this person may see them."""
    return rows(actor, Person).filter(_of_crn(Q(crn=crn.upper()))).order_by("crn_copy").first()


def _of_crn(match: Q) -> Q:
    """Those who have such a CRN, and those into whom one who has it was merged.

    Those are looked up first: they are few, and a subquery here would cost the index of CRNs.
    """
    merged = Person.objects.filter(match, merged_into__isnull=False)
    survivors = list(merged.values_list("merged_into", flat=True))
    return match | Q(pk__in=survivors) if survivors else match


def references_of(person: Person) -> list[str]:
    """How the trail names somebody: their record, and those that were merged into it."""
    merged = person.merged_from.all() if person.has_merged else ()
    return [person.reference, *(each.reference for each in merged)]


def _named(word: str) -> QuerySet[NameKey]:
    match = Q(kind="word") & _begins("key", word)
    if len(word) >= SHORTEST_SOUND:
        match |= Q(kind="sound", key=sound(word))
    return NameKey.objects.filter(match)


def _crn_begins(start: str) -> Q:
    """A range of whole CRNs, for which every database and collation can use its index."""
    return Q(crn__gte=start.ljust(CRN_LENGTH, "0"), crn__lte=start.ljust(CRN_LENGTH, "9"))


def _begins(column: str, start: str) -> Q:
    """A prefix in the form in which this database can use its index."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": start, f"{column}__lt": start + LAST_LETTER})
    return Q(**{f"{column}__startswith": start})


def all_with_crn(crn: str) -> list[Person]:
    """Every record of this very CRN, in reach or not: for the auditor's audited look-up alone."""
    return list(Person.objects.filter(crn=crn.upper()).order_by("crn_copy"))


def others_of_crn(actor: Actor, person: Person) -> QuerySet[Person]:
    """Further records of somebody's CRN that this person may see too: to be merged."""
    return list_people(actor).filter(crn=person.crn).exclude(pk=person.pk)
