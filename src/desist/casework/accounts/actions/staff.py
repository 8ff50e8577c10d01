"""What changes accounts: inviting, appointing, and the organisation that staff work in."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from desist.casework.access.role import Role
from desist.casework.accounts.email_key import email_key
from desist.casework.accounts.models import (
    Appointment,
    DeliveryUnit,
    Invitation,
    Region,
    Team,
    User,
)
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.keys import keyed_hash

INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(minutes=30)


class LinkUsed(ValueError):
    """The link was used already."""


@action("accounts.add_region", kind=Kind.SECURITY)
def add_region(*, name: str, by: Any, at: datetime) -> Region:
    """A new probation region."""
    region = Region(name=name)
    region.save(force_insert=True)
    tell(region, fields=("name",))
    return region


@action("accounts.add_unit", on="region", kind=Kind.SECURITY)
def add_unit(*, region: Region, name: str, by: Any, at: datetime) -> DeliveryUnit:
    """A new delivery unit of a region."""
    unit = DeliveryUnit(region=region, name=name)
    unit.save(force_insert=True)
    tell(unit, fields=("region", "name"))
    return unit


@action("accounts.add_team", on="unit", kind=Kind.SECURITY)
def add_team(*, unit: DeliveryUnit, name: str, by: Any, at: datetime) -> Team:
    """A new reporting team of a delivery unit."""
    team = Team(unit=unit, name=name)
    team.save(force_insert=True)
    tell(team, fields=("unit", "name"))
    return team


@action("accounts.invite", kind=Kind.SECURITY)
def invite(*, email: str, full_name: str, by: Any, at: datetime) -> User:
    """A new account without a password; ``invite_again`` makes the link that sets one."""
    user = User(email=email_key(email), full_name=full_name)
    user.save(force_insert=True)
    tell(user, fields=("email", "full_name"))
    return user


@action("accounts.invite_again", on="user", kind=Kind.SECURITY)
def make_invitation(
    *, user: User, token: str, lasts: timedelta = INVITATION_LASTS, by: Any, at: datetime
) -> Invitation:
    """A link for choosing a password, good once and for a time; earlier ones end."""
    user.invitations.filter(used_at=None).update(used_at=at)
    invitation = Invitation(
        user=user,
        token_hash=keyed_hash("invitation", token),
        expires_at=at + lasts,
    )
    invitation.save(force_insert=True)
    tell(user)
    return invitation


@action("accounts.choose_password", on="user", kind=Kind.SECURITY)
def choose_password(
    *, user: User, password: str, invitation: Invitation | None, by: Any, at: datetime
) -> User:
    """Set a password; an invitation that led here is used up, other sign-ins end.

    Raises:
        LinkUsed: somebody was faster with the same link.
    """
    if invitation is not None:
        unused = Invitation.objects.filter(pk=invitation.pk, user=user, used_at=None)
        if not unused.update(used_at=at):
            raise LinkUsed
    user.password = make_password(password)
    user.save(update_fields=["password"])
    user.sign_ins.all().delete()
    tell(user, fields=("password",))
    return user


@action("accounts.appoint", on="user", kind=Kind.SECURITY)
def appoint(
    *,
    user: User,
    role: Role,
    region: Region | None,
    unit: DeliveryUnit | None,
    begins_on: date,
    ends_on: date | None = None,
    by: Any,
    at: datetime,
) -> Appointment:
    """Give somebody a role or a duty, somewhere, from a day on. Nobody appoints themselves."""
    place = {"region": region, "unit": unit}
    post = Appointment(user=user, role=role.value, **place, begins_on=begins_on, ends_on=ends_on)
    post.save(force_insert=True)
    tell(post, user, fields=("role", "region", "unit", "begins_on", "ends_on"))
    return post


@action("accounts.end_appointment", on="post", kind=Kind.SECURITY)
def end_appointment(*, post: Appointment, ends_on: date, by: Any, at: datetime) -> Appointment:
    """Let a post end with a day."""
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    tell(post, post.user, fields=("ends_on",))
    return post


@action("accounts.close", on="user", kind=Kind.SECURITY)
def close_account(*, user: User, by: Any, at: datetime) -> User:
    """Close an account: its sign-ins end at once; what its owner did stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.sign_ins.all().delete()
    tell(user, fields=("is_active",))
    return user


@action("accounts.resolve", kind=Kind.CONSULTATION, anew=True)
def resolve_address(*, email: str, by: Any, at: datetime) -> User | None:
    """An auditor's exact look-up, from an address to the opaque id that the trail names."""
    user = User.objects.filter(email=email_key(email)).first()
    tell(*([user] if user else []))
    return user
