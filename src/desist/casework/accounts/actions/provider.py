"""Signing in at a department's identity provider: attempts, and linking an identity once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from desist.casework.accounts.models import (
    ExternalIdentity,
    IdentityLink,
    ProviderAttempt,
    User,
)
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.keys import keyed_hash

ATTEMPT_LASTS = timedelta(minutes=10)
LINK_LASTS = timedelta(minutes=30)


class LinkTaken(ValueError):
    """The identity, or the account, is linked to another already; or the offer has ended."""


@bookkeeping("an attempt counts for nothing until the provider answers it")
def begin_attempt(
    *, key: str, state: str, nonce: str, verifier: str, wanted: str, fresh: bool, at: datetime
) -> ProviderAttempt:
    """Remember what the provider must send back to this browser; forget what was never answered."""
    ProviderAttempt.objects.filter(made_at__lt=at - ATTEMPT_LASTS).delete()
    attempt = ProviderAttempt(
        key_hash=keyed_hash("attempt", key),
        state_hash=keyed_hash("state", state),
        nonce=nonce,
        verifier=verifier,
        wanted=wanted,
        fresh=fresh,
        made_at=at,
    )
    attempt.save(force_insert=True)
    return attempt


@bookkeeping("an answer is taken once, whatever comes of it")
def take_attempt(*, key: str, state: str, at: datetime) -> ProviderAttempt | None:
    """The attempt of this browser that this answer belongs to; a second answer finds none."""
    held = ProviderAttempt.objects.filter(
        key_hash=keyed_hash("attempt", key),
        state_hash=keyed_hash("state", state),
        made_at__gt=at - ATTEMPT_LASTS,
    )
    attempt = held.first()
    if attempt is None or not ProviderAttempt.objects.filter(pk=attempt.pk).delete()[0]:
        return None
    return attempt


@action("accounts.offer_link", on="user", kind=Kind.SECURITY)
def offer_link(
    *, user: User, issuer: str, subject: str, token: str, by: Any, at: datetime
) -> IdentityLink:
    """Offer to link an identity whose provider vouches for this account's address."""
    IdentityLink.objects.filter(user=user, used_at=None).update(used_at=at)
    offer = IdentityLink(
        user=user,
        issuer=issuer,
        subject=subject,
        token_hash=keyed_hash("link", token),
        expires_at=at + LINK_LASTS,
    )
    offer.save(force_insert=True)
    tell(user)
    return offer


@bookkeeping("the letter that carries the token is written after the offer was made")
def renew_offer(*, offer: IdentityLink, token: str, at: datetime) -> None:
    """Put the token into force that a letter is about to carry."""
    held = IdentityLink.objects.filter(pk=offer.pk, used_at=None, expires_at__gt=at)
    held.update(token_hash=keyed_hash("link", token))


@action("accounts.link_identity", on="user", kind=Kind.SECURITY)
def link_identity(*, user: User, offer: IdentityLink, by: Any, at: datetime) -> ExternalIdentity:
    """Link the identity of an offer to its account; each is linked to one other at most.

    Raises:
        LinkTaken: the offer was used, or either is linked already.
    """
    open_ = IdentityLink.objects.filter(pk=offer.pk, user=user, used_at=None, expires_at__gt=at)
    taken = ExternalIdentity.objects.filter(issuer=offer.issuer)
    taken = taken.filter(subject=offer.subject) | taken.filter(user=user)
    if taken.exists() or not open_.update(used_at=at):
        raise LinkTaken
    identity = ExternalIdentity(user=user, issuer=offer.issuer, subject=offer.subject, linked_at=at)
    identity.save(force_insert=True)
    tell(user, fields=("issuer", "subject"))
    return identity
