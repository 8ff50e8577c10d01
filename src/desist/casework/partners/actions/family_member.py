"""Working with a partner or family member: nothing before they are safe and have agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.partners.models import (
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    SafetyCheck,
)
from desist.casework.partners.queries.family_member import Bar, what_bars_contact
from desist.casework.people.models import Person
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.tasks.actions import finish_tasks, raise_task

LOOK_AGAIN = "look_at_safety"


class NotSafe(ValueError):
    """Nobody may be in contact with them: ``bars`` says why, all at once."""

    def __init__(self, bars: tuple[Bar, ...]) -> None:
        super().__init__(", ".join(bars))
        self.bars = bars


@action(
    "partners.begin", on="person", kind=Kind.COLLECTION, told=_("Partner and family work begun")
)
def begin_family_work(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> FamilyMember:
    """A record of their own for somebody close to a participant."""
    member = FamilyMember(person=person, begun_on=timezone.localdate(at), **values)
    insert(member, by=by, at=at)
    tell(member, person, fields=tuple(values_of(member)))
    return member


@action("partners.check", on="member", kind=Kind.COLLECTION)
def record_safety_check(
    *, member: FamilyMember, values: Mapping[str, Any], by: Any, at: datetime
) -> SafetyCheck:
    """What was found; a task brings it back on its review date."""
    check = SafetyCheck(member=member, recorded_by=by, recorded_at=at, **values)
    check.save(force_insert=True)
    about = {"person": member.person, "kind": LOOK_AGAIN, "about": member}
    finish_tasks(**about, by=by, at=at)
    raise_task(**about, user=member.worker, due_on=values["review_on"], by=by, at=at)
    tell(check, member, fields=tuple(values))
    return check


@action("partners.consent", on="member", kind=Kind.COLLECTION)
def record_consent(
    *, member: FamilyMember, values: Mapping[str, Any], by: Any, at: datetime
) -> FamilyConsent:
    """That they agree, or do so no more."""
    consent = FamilyConsent(member=member, recorded_by=by, recorded_at=at, **values)
    consent.save(force_insert=True)
    tell(consent, member, fields=tuple(values))
    return consent


@action("partners.contact", on="member", kind=Kind.COLLECTION)
def record_contact(
    *, member: FamilyMember, values: Mapping[str, Any], by: Any, at: datetime
) -> FamilyContact:
    """One contact.

    Raises:
        NotSafe: on that day no check let it go ahead, or they had not agreed.
    """
    bars = what_bars_contact(member, on=values["on"])
    if bars:
        raise NotSafe(bars)
    contact = FamilyContact(member=member, recorded_by=by, recorded_at=at, **values)
    contact.save(force_insert=True)
    tell(contact, member, fields=tuple(values))
    return contact


@action("partners.end", on="member", told=_("Partner and family work ended"))
def end_family_work(
    *, member: FamilyMember, read_version: int, on: date, by: Any, at: datetime
) -> FamilyMember:
    """Work with them ends; their record stays.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(member, read_version=read_version, values={"ended_on": on}, by=by, at=at)
    finish_tasks(person=member.person, kind=LOOK_AGAIN, about=member, by=by, at=at)
    tell(member, member.person, fields=changed)
    return member


@action("partners.give_copy", on="member", kind=Kind.DISCLOSURE, anew=True)
def give_copy(*, member: FamilyMember, recipient: str, by: Any, at: datetime) -> FamilyMember:
    """Their record, given to them: it is theirs, not the participant's."""
    tell(member, recipient=recipient)
    return member
