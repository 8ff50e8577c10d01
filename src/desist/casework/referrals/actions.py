"""What changes referrals: referring, correcting, and moving from status to status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.models import Nation, Referral, Source, Status, StatusChange
from desist.casework.referrals.programme import newest_version


class NotMoved(ValueError):
    """A referral cannot go there: ``reasons`` are the codes of what stands in the way."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


@action("referrals.refer", on="person", kind=Kind.COLLECTION, told=_("Referred"))
def refer_person(
    *,
    person: Person,
    programme: str,
    setting: str,
    context: str,
    referred_on: date,
    programme_version: int | None = None,
    source: str = Source.REQUIREMENT,
    nation: str = Nation.ENGLAND,
    by: Any,
    at: datetime,
) -> Referral:
    """Put somebody forward for a programme; for its version of the day where none is named."""
    referral = Referral(
        person=person,
        programme=programme,
        programme_version=programme_version or newest_version(programme, on=referred_on),
        setting=setting,
        source=source,
        nation=nation,
        context=context,
        referred_on=referred_on,
        referred_by=by,
        status_since=referred_on,
    )
    insert(referral, by=by, at=at)
    _note(referral, came_from="", reason="", note="", by=by, at=at)
    tell(referral, person, fields=tuple(values_of(referral)))
    return referral


@action("referrals.change", on="referral", told=_("Referral corrected"))
def change_referral(
    *, referral: Referral, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Referral:
    """Correct a referral; the earlier state stays as a revision.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(referral, read_version=read_version, values=values, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral


@action("referrals.move", on="referral", told=_("Referral moved on"))
def move_referral(
    *,
    referral: Referral,
    read_version: int,
    to: str,
    reason: str,
    effective_on: date,
    note: str,
    by: Any,
    at: datetime,
) -> Referral:
    """From one status to another, from a day on, for a coded reason.

    Raises:
        NotMoved: the flow does not allow it; the reasons say why.
        StaleVersion: somebody else moved or corrected it in between.
    """
    if effective_on < referral.status_since:
        raise NotMoved("before_last_change")
    came_from = referral.status
    values = {"status": Status(to), "status_since": effective_on}
    changed = amend(referral, read_version=read_version, values=values, by=by, at=at)
    _note(referral, came_from=came_from, reason=reason, note=note, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral


def _note(
    referral: Referral, *, came_from: str, reason: str, note: str, by: Any, at: datetime
) -> None:
    StatusChange(
        referral=referral,
        from_status=came_from,
        to_status=referral.status,
        reason=reason,
        note=note,
        effective_on=referral.status_since,
        by=by.public_id,
        at=at,
    ).save(force_insert=True)
