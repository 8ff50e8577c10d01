"""Finding a system by its token, and listing what was told to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.exchange.models import OtherSystem, OutboundEvent, SystemToken
from desist.casework.exchange.models.event import EventState
from desist.casework.exchange.models.system import PURPOSE
from desist.casework.records.keys import keyed_hash


def system_showing(token: str, *, at: datetime) -> OtherSystem | None:
    """The system whose token this is, while both are good."""
    good = SystemToken.objects.filter(
        token_hash=keyed_hash(PURPOSE, token), revoked_at=None, expires_at__gt=at
    )
    found = good.select_related("system__account").first()
    system = found.system if found else None
    return system if system and not system.ended_at and system.account.is_active else None


def list_systems(actor: Actor) -> QuerySet[OtherSystem]:
    """Every system, those that are let in first."""
    held = rows(actor, OtherSystem).select_related("account", "region", "unit")
    return held.order_by("ended_at", "account__full_name", "pk")


def list_given_up(actor: Actor, system: OtherSystem) -> QuerySet[OutboundEvent]:
    """Events that could not be delivered, the latest first."""
    held = rows(actor, OutboundEvent).filter(system=system, state=EventState.FAILED)
    return held.order_by("-pk")


def list_tokens(actor: Actor, system: OtherSystem) -> QuerySet[SystemToken]:
    """Its tokens, the newest first."""
    return rows(actor, SystemToken).filter(system=system).order_by("-pk")
