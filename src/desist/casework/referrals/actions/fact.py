"""The facts of a referral: offences, stance, public protection."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.actions.changed_fact import record_changed_fact
from desist.casework.referrals.models import (
    Change,
    PublicProtection,
    Referral,
    ReferredOffence,
    Stance,
    Status,
)

BEFORE_A_DECISION = (Status.REFERRED, Status.RETURNED)
"""While a referral is one of these nothing was decided on its facts."""


@action("referrals.add_offence", on="referral", kind=Kind.COLLECTION, told=_("Offence recorded"))
def add_offence(
    *, referral: Referral, values: Mapping[str, Any], by: Any, at: datetime
) -> ReferredOffence:
    """One conviction: ``values`` holds code, committed_on, convicted_on, image and contact."""
    offence = ReferredOffence(referral=referral, **values)
    insert(offence, by=by, at=at)
    tell(offence, referral, referral.person, fields=tuple(values_of(offence)))
    _changed(referral, Change.OFFENCE_CORRECTED, by=by, at=at)
    return offence


@action("referrals.change_offence", on="offence", told=_("Offence corrected"))
def change_offence(
    *,
    offence: ReferredOffence,
    read_version: int,
    values: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> ReferredOffence:
    """Correct a conviction, or strike it out as entered in error (``is_struck``).

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(offence, read_version=read_version, values=values, by=by, at=at)
    tell(offence, offence.referral, offence.referral.person, fields=changed)
    if changed:
        _changed(offence.referral, Change.OFFENCE_CORRECTED, by=by, at=at)
    return offence


@action("referrals.record_stance", on="referral", kind=Kind.COLLECTION, told=_("Stance recorded"))
def record_stance(
    *, referral: Referral, offence: str, appeal_pending: bool, on: date, by: Any, at: datetime
) -> Stance:
    """How somebody stood to the offence on a day. It decides nothing about eligibility."""
    stance = Stance(referral=referral, offence=offence, appeal_pending=appeal_pending, on=on)
    stance.by, stance.at = by.public_id, at
    stance.save(force_insert=True)
    tell(stance, referral, referral.person, fields=("offence", "appeal_pending", "on"))
    return stance


@action(
    "referrals.record_protection",
    on="referral",
    kind=Kind.COLLECTION,
    told=_("Facts for screening recorded"),
)
def record_protection(
    *, referral: Referral, values: Mapping[str, Any], on: date, by: Any, at: datetime
) -> PublicProtection:
    """What is known on a day of meetings, directed abuse and a learning disability."""
    facts = PublicProtection(referral=referral, on=on, by=by.public_id, at=at, **values)
    facts.save(force_insert=True)
    tell(facts, referral, referral.person, fields=tuple(values))
    _changed(referral, Change.PROTECTION, by=by, at=at)
    return facts


def _changed(referral: Referral, kind: Change, *, by: Any, at: datetime) -> None:
    """A fact that comes after a decision on the facts has it looked at again."""
    if referral.status not in BEFORE_A_DECISION:
        record_changed_fact(referral=referral, kind=kind, note="", on=at.date(), by=by, at=at)
