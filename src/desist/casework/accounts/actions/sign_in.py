"""Signing in and out. Every rise of level makes a new key, so an old one is worth nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.access import Level
from desist.casework.accounts.models import KnownDevice, SignIn, User
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.keys import keyed_hash


@action("accounts.sign_in", on="user", kind=Kind.SECURITY)
def sign_in(*, user: User, key: str, level: Level, browser: str, by: Any, at: datetime) -> SignIn:
    """Sign somebody in, in one browser, at the level that was proved."""
    entry = SignIn(
        user=user,
        key_hash=keyed_hash("sign-in", key),
        level=level,
        started_at=at,
        seen_at=at,
        confirmed_at=at if level >= Level.SECOND_FACTOR else None,
        browser=browser[:80],
    )
    entry.save(force_insert=True)
    tell(user, entry, fields=("level",))
    return entry


@action("accounts.raise_level", on="entry", kind=Kind.SECURITY)
def raise_level(*, entry: SignIn, key: str, by: Any, at: datetime) -> SignIn:
    """The second factor was given: a new key, and the level that goes with it."""
    entry.key_hash = keyed_hash("sign-in", key)
    entry.level = Level.SECOND_FACTOR
    entry.confirmed_at = at
    entry.save(update_fields=["key_hash", "level", "confirmed_at"])
    tell(entry.user, entry, fields=("level", "confirmed_at"))
    return entry


@action("accounts.sign_out", on="entry", kind=Kind.SECURITY)
def sign_out(*, entry: SignIn, by: Any, at: datetime) -> None:
    """End one sign-in."""
    tell(entry.user, entry)
    entry.delete()


@action("accounts.sign_out_everywhere", on="user", kind=Kind.SECURITY)
def sign_out_everywhere(*, user: User, keep: SignIn | None, by: Any, at: datetime) -> None:
    """End every sign-in of a person, except the one in hand."""
    user.sign_ins.exclude(pk=keep.pk if keep else None).delete()
    tell(user)


@action("accounts.know_device", on="user", kind=Kind.SECURITY)
def know_device(*, user: User, token: str, by: Any, at: datetime) -> KnownDevice:
    """Remember a browser in which the second factor was given."""
    device = KnownDevice(user=user, token_hash=keyed_hash("device", token), seen_at=at)
    device.save(force_insert=True)
    tell(user)
    return device


@bookkeeping("being seen is noted once a minute, and every page seen is audited anyway")
def note_seen(*, entry: SignIn, at: datetime) -> None:
    """Move the idle time-out of a sign-in on."""
    SignIn.objects.filter(pk=entry.pk).update(seen_at=at)
