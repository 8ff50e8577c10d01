"""Who alone or never may see somebody, and break-glass."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import EmergencyAccess, Exclusion, Person, Restriction

EMERGENCY_LASTS = timedelta(hours=8)


@action("people.restrict", on="person", kind=Kind.SECURITY)
def restrict_to(
    *, person: Person, user: User, reason: str, on: date, by: Any, at: datetime
) -> Restriction:
    """Name somebody who alone, with others so named, may see this person.

    The first restriction names whoever makes it as well: nobody else could ever lift it.
    """
    first = not person.restrictions.filter(ended_on=None).exists()
    if first and not by.is_system and by != user:
        _restrict(person, by, reason=reason, on=on)
    return _restrict(person, user, reason=reason, on=on)


def _restrict(person: Person, user: User, *, reason: str, on: date) -> Restriction:
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


@action("people.break_glass", kind=Kind.SECURITY, anew=True)
def break_glass(*, crn: str, reason: str, by: Any, at: datetime) -> Person | None:
    """See somebody out of reach for eight hours, by their exact CRN and with a reason.

    Whether there is such a person, and whether this one is excluded from seeing them, cannot be
    told from the answer; the trail has the attempt in either case.
    """
    of_crn = Person.objects.filter(crn=crn.upper()).select_related("merged_into")
    found = list(dict.fromkeys(each.survivor for each in of_crn.order_by("crn_copy")))
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
