"""What changes people: registering, correcting, who works with them, who may not see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.accounts.models import Team, User
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import (
    CaseloadEntry,
    EmergencyAccess,
    Exclusion,
    NameKey,
    OtherName,
    Person,
    Restriction,
    Search,
)
from desist.casework.people.name_key import keys_of
from desist.casework.records.editable import amend, insert, values_of

EMERGENCY_LASTS = timedelta(hours=8)


class AlreadyRegistered(ValueError):
    """Somebody whom this registrar may see has this CRN already: ``person``."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"{person.reference} has this CRN")
        self.person = person


@action("people.register", on="team", kind=Kind.COLLECTION, told=_("Registered"))
def register_person(
    *, team: Team, values: Mapping[str, Any], practitioner: User, by: Any, at: datetime
) -> Person:
    """Somebody new: ``values`` holds crn, first_names, last_name, born_on and sex.

    A CRN that is held out of the registrar's reach is registered like any other, as a second record
    of it: nothing in the answer tells the two apart. The trail names both for whoever merges them.

    Raises:
        AlreadyRegistered: somebody whom they may see has it.
    """
    others = list(Person.objects.filter(crn=values["crn"]).select_related("team__unit"))
    seen = next((each for each in others if may(by, "see", each)), None)
    if seen is not None:
        raise AlreadyRegistered(seen)
    copy = 1 + max((each.crn_copy for each in others), default=-1)
    person = Person(team=team, practitioner=practitioner, crn_copy=copy, **values)
    insert(person, by=by, at=at)
    _index_names(person)
    tell(person, fields=tuple(values_of(person)))
    if others:
        tell(person, *others, fields=("crn",), verb="people.same_crn", kind=Kind.COMBINATION)
    return person


@action("people.change", on="person", told=_("Details corrected"))
def change_person(
    *, person: Person, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Person:
    """Correct what is recorded about somebody; the earlier state stays as a revision.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(person, read_version=read_version, values=values, by=by, at=at)
    if {"first_names", "last_name"}.intersection(changed):
        _index_names(person)
    tell(person, fields=changed)
    return person


@action("people.name_otherwise", on="person", kind=Kind.COLLECTION, told=_("Another name recorded"))
def add_other_name(*, person: Person, full_name: str, by: Any, at: datetime) -> OtherName:
    """Record another name that somebody uses or used."""
    name = OtherName(person=person, full_name=full_name)
    name.save(force_insert=True)
    _index_names(person)
    tell(name, person, fields=("full_name",))
    return name


@action("people.put_on_caseload", on="person", told=_("Put on a caseload"))
def put_on_caseload(
    *, person: Person, user: User, begins_on: date, by: Any, at: datetime
) -> CaseloadEntry:
    """Let a member of staff work with somebody, and so see them."""
    entry = CaseloadEntry(person=person, user=user, begins_on=begins_on)
    entry.save(force_insert=True)
    tell(entry, person, user, fields=("user", "begins_on"))
    return entry


@action("people.take_off_caseload", on="entry", told=_("Taken off a caseload"))
def take_off_caseload(*, entry: CaseloadEntry, on: date, by: Any, at: datetime) -> CaseloadEntry:
    """End a member of staff's work with somebody."""
    entry.ended_on = on
    entry.save(update_fields=["ended_on"])
    tell(entry, entry.person, entry.user, fields=("ended_on",))
    return entry


@action("people.restrict", on="person", kind=Kind.SECURITY)
def restrict_to(
    *, person: Person, user: User, reason: str, on: date, by: Any, at: datetime
) -> Restriction:
    """Name somebody who alone, with others so named, may see this person."""
    restriction = Restriction(person=person, user=user, reason=reason, begins_on=on)
    restriction.save(force_insert=True)
    tell(restriction, person, user, fields=("user", "reason"))
    return restriction


@action("people.exclude", on="person", kind=Kind.SECURITY)
def exclude(
    *, person: Person, user: User, reason: str, on: date, by: Any, at: datetime
) -> Exclusion:
    """Name somebody who may not see this person, whatever else would let them."""
    exclusion = Exclusion(person=person, user=user, reason=reason, begins_on=on)
    exclusion.save(force_insert=True)
    tell(exclusion, person, user, fields=("user", "reason"))
    return exclusion


@action("people.end_restriction", on="restriction", kind=Kind.SECURITY)
def end_restriction(
    *, restriction: Restriction, because: str, on: date, by: Any, at: datetime
) -> Restriction:
    """Let somebody no longer be named among those who alone may see this person."""
    return _end(restriction, because=because, on=on)


@action("people.end_exclusion", on="exclusion", kind=Kind.SECURITY)
def end_exclusion(
    *, exclusion: Exclusion, because: str, on: date, by: Any, at: datetime
) -> Exclusion:
    """Let somebody no longer be kept from this person."""
    return _end(exclusion, because=because, on=on)


def _end(narrowing: Any, *, because: str, on: date) -> Any:
    narrowing.ended_on, narrowing.ended_because = on, because
    narrowing.save(update_fields=["ended_on", "ended_because"])
    tell(narrowing, narrowing.person, narrowing.user, fields=("ended_on", "ended_because"))
    return narrowing


@action("people.break_glass", kind=Kind.SECURITY)
def break_glass(*, crn: str, reason: str, by: Any, at: datetime) -> Person | None:
    """See somebody out of reach for eight hours, by their exact CRN and with a reason.

    Whether there is such a person, and whether this one is excluded from seeing them, cannot be
    told from the answer; the trail has the attempt in either case.
    """
    found = list(Person.objects.filter(crn=crn.upper()).order_by("crn_copy"))
    excluded = Exclusion.objects.filter(person__in=found, user=by, ended_on=None).exists()
    if not found or excluded:
        tell(*found, fields=("refused",))
        return None
    for person in found:
        access = EmergencyAccess(
            person=person, user=by, reason=reason, begins_at=at, ends_at=at + EMERGENCY_LASTS
        )
        access.save(force_insert=True)
        tell(access, person, fields=("reason",))
    return found[0]


@action("people.search", kind=Kind.CONSULTATION)
def make_search(*, terms: str, by: Any, at: datetime) -> Search:
    """Keep what was typed under an opaque id, so that it stands in no address."""
    search = Search(owner=by, terms=terms, made_at=at)
    search.save(force_insert=True)
    tell(search)
    return search


@action("people.resolve", kind=Kind.CONSULTATION)
def resolve_crn(*, crn: str, by: Any, at: datetime) -> None:
    """An auditor's exact look-up, from a CRN to the opaque ids by which the trail names people."""
    tell(*Person.objects.filter(crn=crn.upper()).order_by("crn_copy"))


def _index_names(person: Person) -> None:
    others = person.other_names.values_list("full_name", flat=True)
    keys = keys_of(person.first_names, person.last_name, *others)
    person.name_keys.all().delete()
    NameKey.objects.bulk_create(
        [NameKey(person=person, kind=kind, key=key) for kind, key in sorted(keys)]
    )
