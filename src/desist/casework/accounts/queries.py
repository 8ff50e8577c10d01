"""Finding accounts, sign-ins and posts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from desist.casework.access.policy import Actor
from desist.casework.accounts.email_key import email_key
from desist.casework.accounts.models import (
    Appointment,
    IdentityLink,
    Invitation,
    KnownDevice,
    SecondFactor,
    SignIn,
    User,
    running_on,
)
from desist.casework.accounts.time_out import ABSOLUTE, IDLE
from desist.casework.records.keys import keyed_hash
from desist.casework.records.statement import statement


def find_user(email: str) -> User | None:
    """The active account of an address, in whatever spelling."""
    return User.objects.filter(email=email_key(email), is_active=True).first()


def find_sign_in(key: str, *, at: datetime) -> SignIn | None:
    """The sign-in of a browser's key, unless it timed out or the account was closed."""
    held = _signed_in(
        key_hash=keyed_hash("sign-in", key), seen_after=at - IDLE, started_after=at - ABSOLUTE
    )
    return next(iter(held), None)


@statement
def _signed_in(*, key_hash: str, seen_after: datetime, started_after: datetime) -> QuerySet[SignIn]:
    """Asked for by every page."""
    return SignIn.objects.select_related("user").filter(
        key_hash=key_hash,
        user__is_active=True,
        seen_at__gt=seen_after,
        started_at__gt=started_after,
    )


def find_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a link, if it is still good."""
    return (
        Invitation.objects.select_related("user")
        .filter(
            token_hash=keyed_hash("invitation", token),
            used_at=None,
            expires_at__gt=at,
            user__is_active=True,
        )
        .first()
    )


def is_known_device(user: User, token: str) -> bool:
    """Whether this person gave a second factor in this browser before."""
    held = KnownDevice.objects.filter(user=user, token_hash=keyed_hash("device", token))
    return bool(token) and held.exists()


def find_second_factor(user: User) -> SecondFactor | None:
    """The telephone that this person has set up and proved, if any."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def list_appointments(user: User) -> QuerySet[Appointment]:
    """Every post this person has held, latest first."""
    return user.appointments.select_related("region", "unit").order_by("-begins_on", "-pk")


def staff_holding(role: str, *, on: date) -> QuerySet[User]:
    """Everybody who holds a role on a day, by name."""
    held = Appointment.objects.filter(running_on(on), role=role)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")


def staff_in(roles: Collection[str], *, on: date) -> QuerySet[User]:
    """Everybody who holds any of these roles on a day, by name: to be chosen from by name alone."""
    held = Appointment.objects.filter(running_on(on), role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name")


def list_sign_ins(user: Actor, *, at: datetime) -> QuerySet[SignIn]:
    """The browsers in which this person is signed in, the latest first."""
    held = SignIn.objects.filter(user=user, seen_at__gt=at - IDLE, started_at__gt=at - ABSOLUTE)
    return held.order_by("-seen_at")


def email_is_taken(email: str) -> bool:
    """Whether any account, open or closed, has this address."""
    return User.objects.filter(email=email_key(email)).exists()


def find_unproved_factor(user: User) -> SecondFactor | None:
    """The telephone that this person is setting up, if any."""
    return SecondFactor.objects.filter(user=user, confirmed_at=None).first()


def name_of(public_id: UUID) -> str:
    """Who somebody is by their opaque id; a part of the system where it is nobody's."""
    found = User.objects.filter(public_id=public_id).first()
    return str(found) if found else "Desist"


def find_active(public_id: UUID) -> User | None:
    """The active account of an opaque id."""
    return User.objects.filter(public_id=public_id, is_active=True).first()


def find_by_identity(*, issuer: str, subject: str) -> User | None:
    """The active account that is linked to this identity."""
    linked = User.objects.filter(identities__issuer=issuer, identities__subject=subject)
    return linked.filter(is_active=True).first()


def find_linkable(*, email: str, issuer: str) -> User | None:
    """The active account of an address that no identity of this provider is linked to."""
    user = find_user(email)
    linked = user is not None and user.identities.filter(issuer=issuer).exists()
    return None if linked else user


def find_offer(token: str, *, at: datetime) -> IdentityLink | None:
    """The offer of a link, if it is still good."""
    held = IdentityLink.objects.select_related("user").filter(used_at=None, expires_at__gt=at)
    return held.filter(token_hash=keyed_hash("link", token), user__is_active=True).first()


def find_offer_by_id(public_id: UUID) -> IdentityLink | None:
    """The offer for which a letter is to be written."""
    held = IdentityLink.objects.select_related("user").filter(used_at=None)
    return held.filter(public_id=public_id, user__is_active=True).first()
