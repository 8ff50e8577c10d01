"""A referral that comes from another system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.exchange.models import OtherSystem, Submission
from desist.casework.people.models import Person
from desist.casework.records.keys import keyed_hash
from desist.casework.referrals.actions.fact import add_offence, record_protection
from desist.casework.referrals.actions.referral import refer_person
from desist.casework.referrals.models import Referral


class KeyReused(ValueError):
    """An idempotency key came back with something else under it."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a system says of a referral: the basis, the offences in coded terms, for screening."""

    basis: Mapping[str, Any]
    offences: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    protection: Mapping[str, Any] = field(default_factory=dict)


@action("exchange.receive", on="person", kind=Kind.COLLECTION)
def receive_referral(
    *,
    person: Person,
    system: OtherSystem,
    key: str,
    body: str,
    sent: Sent,
    on: date,
    by: Any,
    at: datetime,
) -> Submission:
    """Make the referral that was sent, with its facts; the one made before under the same key.

    ``body`` is what came, in canonical form: the same key with another body is refused.

    Raises:
        KeyReused: it is another.
        AlreadyReferred: there is an open referral to this programme that the system may see.
    """
    OtherSystem.objects.select_for_update().get(pk=system.pk)  # two calls under one key: in turn
    before = system.submissions.filter(key_hash=keyed_hash("idempotency", key)).first()
    fingerprint = keyed_hash("submission", body)
    if before is not None:
        if before.body_hash != fingerprint:
            raise KeyReused(before.reference)
        tell(before, person)
        return before
    referral = refer_person(person=person, **sent.basis, referred_on=on, by=by, at=at)
    _add_facts(referral, sent, on=on, by=by, at=at)
    made = Submission(
        system=system,
        key_hash=keyed_hash("idempotency", key),
        body_hash=fingerprint,
        referral=referral,
        at=at,
    )
    made.save(force_insert=True)
    tell(made, referral, person, fields=("referral",))
    return made


def _add_facts(referral: Referral, sent: Sent, *, on: date, by: Any, at: datetime) -> None:
    for offence in sent.offences:
        add_offence(referral=referral, values=offence, by=by, at=at)
    if sent.protection:
        record_protection(referral=referral, values=sent.protection, on=on, by=by, at=at)
