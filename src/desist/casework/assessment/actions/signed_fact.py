"""Results that come from elsewhere: entered as signed, withdrawn with a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from desist.casework.assessment.actions.reopening import reopen_if_changed
from desist.casework.assessment.models import SignedFact
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.editable import amend, insert, values_of
from desist.casework.referrals.models import Referral


@action(
    "assessment.sign_fact", on="referral", kind=Kind.COLLECTION, told=_("Signed result entered")
)
def enter_signed_fact(
    *,
    referral: Referral,
    fact: str,
    on: date,
    signatory: str,
    result: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> SignedFact:
    """Take a result as somebody signed it; the newest of its kind counts from now on."""
    entered = SignedFact(
        referral=referral,
        fact=fact,
        on=on,
        signatory=signatory,
        content=json.dumps(dict(result), sort_keys=True),
        entered_by=by,
    )
    insert(entered, by=by, at=at)
    reopen_if_changed(referral=referral, on=localdate(at), by=by, at=at)
    tell(entered, referral.person, fields=tuple(values_of(entered)))
    return entered


@action("assessment.withdraw_fact", on="fact", told=_("Signed result withdrawn"))
def withdraw_fact(
    *, fact: SignedFact, read_version: int, because: str, on: date, by: Any, at: datetime
) -> SignedFact:
    """Say that a result was entered by mistake; it stays, and counts no longer.

    Raises:
        StaleVersion: somebody else withdrew it in between.
    """
    values = {"withdrawn_on": on, "withdrawn_because": because}
    changed = amend(fact, read_version=read_version, values=values, by=by, at=at)
    reopen_if_changed(referral=fact.referral, on=on, by=by, at=at)
    tell(fact, fact.referral.person, fields=changed)
    return fact
