"""Letting another system in, giving it tokens, and ending both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from desist.casework.accounts.actions.staff import close_account, invite
from desist.casework.accounts.models import DeliveryUnit, Region
from desist.casework.accounts.token import new_token
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.exchange.models import OtherSystem, SystemToken
from desist.casework.exchange.models.system import PURPOSE
from desist.casework.exchange.scope import Scope
from desist.casework.records.keys import keyed_hash


@action("exchange.let_in", kind=Kind.SECURITY)
def let_system_in(
    *,
    name: str,
    region: Region,
    unit: DeliveryUnit | None,
    scopes: Sequence[Scope],
    webhook: str,
    by: Any,
    at: datetime,
) -> OtherSystem:
    """A system with an account of its own, that nobody can sign in to."""
    account = invite(email=f"{uuid4()}@system.invalid", full_name=name, by=by, at=at)
    system = OtherSystem(
        account=account,
        region=region,
        unit=unit,
        scopes=" ".join(sorted(scopes)),
        webhook=webhook,
        added_at=at,
    )
    system.secret = new_token()
    system.save(force_insert=True)
    tell(system, account, fields=("region", "unit", "scopes", "webhook"))
    return system


@action("exchange.make_token", on="system", kind=Kind.SECURITY)
def make_token(
    *, system: OtherSystem, token: str, lasts: timedelta, by: Any, at: datetime
) -> SystemToken:
    """One more token; earlier ones stay good, so that a system can change over without a gap."""
    made = SystemToken(
        system=system,
        token_hash=keyed_hash(PURPOSE, token),
        ending=token[-4:],
        made_at=at,
        expires_at=at + lasts,
    )
    made.save(force_insert=True)
    tell(made, system, fields=("expires_at",))
    return made


@action("exchange.revoke_token", on="token", kind=Kind.SECURITY)
def revoke_token(*, token: SystemToken, by: Any, at: datetime) -> SystemToken:
    """From now on it opens nothing."""
    token.revoked_at = token.revoked_at or at
    token.save(update_fields=["revoked_at"])
    tell(token, token.system, fields=("revoked_at",))
    return token


@action("exchange.end_system", on="system", kind=Kind.SECURITY)
def end_system(*, system: OtherSystem, by: Any, at: datetime) -> OtherSystem:
    """It is let in no more: its tokens end, its account closes, nothing more is sent to it."""
    system.tokens.filter(revoked_at=None).update(revoked_at=at)
    close_account(user=system.account, by=by, at=at)
    system.ended_at = system.ended_at or at
    system.save(update_fields=["ended_at"])
    tell(system, fields=("ended_at",))
    return system
