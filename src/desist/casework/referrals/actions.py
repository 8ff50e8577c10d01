"""What changes referrals: referring, correcting, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.models import Referral, State


@action("referrals.refer", on="person", kind=Kind.COLLECTION, told=_("Referred"))
def refer_person(
    *,
    person: Person,
    programme: str,
    setting: str,
    context: str,
    referred_on: date,
    by: Any,
    at: datetime,
) -> Referral:
    """Put somebody forward for a programme."""
    referral = Referral(
        person=person,
        programme=programme,
        setting=setting,
        context=context,
        referred_on=referred_on,
        referred_by=by,
    )
    insert(referral, by=by, at=at)
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


@action("referrals.withdraw", on="referral", told=_("Referral withdrawn"))
def withdraw_referral(
    *, referral: Referral, read_version: int, reason: str, by: Any, at: datetime
) -> Referral:
    """End a referral before anybody decided on it, and say why.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"state": State.WITHDRAWN, "withdrawn_because": reason}
    changed = amend(referral, read_version=read_version, values=values, by=by, at=at)
    tell(referral, referral.person, fields=changed)
    return referral
