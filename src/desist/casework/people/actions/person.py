"""Registering somebody, correcting who they are, and their other names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.access import may
from desist.casework.accounts.models import Team, User
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import NameKey, OtherName, Person
from desist.casework.people.name_key import keys_of
from desist.casework.records.editable import amend, insert, values_of


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
    related = ("team__unit", "merged_into__team__unit")
    others = list(Person.objects.filter(crn=values["crn"]).select_related(*related))
    seen = next((each.survivor for each in others if may(by, "see", each.survivor)), None)
    if seen is not None:
        raise AlreadyRegistered(seen)
    copy = 1 + max((each.crn_copy for each in others), default=-1)
    person = Person(team=team, practitioner=practitioner, crn_copy=copy, **values)
    insert(person, by=by, at=at)
    index_names(person=person, at=at)
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
        index_names(person=person, at=at)
    tell(person, fields=changed)
    return person


@action("people.name_otherwise", on="person", kind=Kind.COLLECTION, told=_("Another name recorded"))
def add_other_name(*, person: Person, full_name: str, by: Any, at: datetime) -> OtherName:
    """Record another name that somebody uses or used."""
    name = OtherName(person=person, full_name=full_name)
    name.save(force_insert=True)
    index_names(person=person, at=at)
    tell(name, person, fields=("full_name",))
    return name


@bookkeeping("derived from names whose changes are audited")
def index_names(*, person: Person, at: datetime) -> None:
    """Make the keys anew by which somebody's names are found, those of merged records too."""
    others = [each.full_name for each in person.other_names.all()]
    others += [each.name for each in person.merged_from.all()]
    keys = keys_of(person.first_names, person.last_name, *others)
    person.name_keys.all().delete()
    NameKey.objects.bulk_create(
        [NameKey(person=person, kind=kind, key=key) for kind, key in sorted(keys)]
    )
