"""Who sees and changes accounts: administrators those of others, everybody their own."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, register
from desist.casework.access.policy import NOTHING, Actor
from desist.casework.accounts.models import (
    Appointment,
    AttemptCount,
    DeliveryUnit,
    ExternalIdentity,
    IdentityLink,
    Invitation,
    KnownDevice,
    ProviderAttempt,
    RecoveryCode,
    Region,
    SecondFactor,
    SignIn,
    Team,
    User,
)


def _administers(actor: Actor) -> bool:
    return actor.standing.holds(Role.ADMINISTRATOR)


def _has_post(actor: Actor) -> bool:
    return bool(actor.standing.posts)


SELF = Rule(
    may=lambda actor, user: actor.public_id == user.public_id,
    rows=lambda actor: Q(public_id=actor.public_id),
)
OTHERS = Rule(
    may=lambda actor, user: _administers(actor) and actor.public_id != user.public_id,
    rows=lambda actor: ~Q(public_id=actor.public_id) if _administers(actor) else NOTHING,
)
ADMINISTRATORS = Rule(
    may=lambda actor, _row: _administers(actor),
    rows=lambda actor: Q() if _administers(actor) else NOTHING,
)
ALL_STAFF = Rule(
    may=lambda actor, _row: _has_post(actor),
    rows=lambda actor: Q() if _has_post(actor) else NOTHING,
)


def _own(path: str) -> Rule:
    """Rows that belong to whoever asks."""

    def may(actor: Actor, row: Any) -> bool:
        return getattr(row, path).public_id == actor.public_id

    return Rule(may=may, rows=lambda actor: Q(**{f"{path}__public_id": actor.public_id}))


register(Region, rules={"see": ALL_STAFF, "accounts.add_unit": ADMINISTRATORS}, staff="name")
register(
    DeliveryUnit,
    rules={"see": ALL_STAFF, "accounts.add_team": ADMINISTRATORS},
    staff="region name",
)
register(Team, rules={"see": ALL_STAFF}, staff="unit name")
register(
    User,
    rules={
        "see": ADMINISTRATORS,
        "accounts.appoint": OTHERS,
        "accounts.close": OTHERS,
        "accounts.invite_again": OTHERS,
        "accounts.sign_in": SELF,
        "accounts.sign_out_everywhere": SELF,
        "accounts.choose_password": SELF,
        "accounts.start_second_factor": SELF,
        "accounts.prove_second_factor": SELF,
        "accounts.use_second_factor": SELF,
        "accounts.use_recovery_code": SELF,
        "accounts.know_device": SELF,
        "accounts.offer_link": SELF,
        "accounts.link_identity": SELF,
    },
    staff="email full_name is_active",
    secret="password",  # noqa: S106 - the class of a field
)
register(
    Appointment,
    rules={
        "see": ADMINISTRATORS,
        "accounts.end_appointment": Rule(
            may=lambda actor, post: OTHERS.may(actor, post.user),
            rows=lambda actor: (
                ~Q(user__public_id=actor.public_id) if _administers(actor) else NOTHING
            ),
        ),
    },
    staff="user role region unit begins_on ends_on",
)
register(
    SignIn,
    rules={
        "see": _own("user"),
        "accounts.sign_out": _own("user"),
        "accounts.raise_level": _own("user"),
    },
    staff="user level started_at seen_at confirmed_at browser",
    secret="key_hash",  # noqa: S106
)
for _model, _fields in (
    (Invitation, "user token_hash expires_at used_at"),
    (SecondFactor, "user secret last_step confirmed_at"),
    (RecoveryCode, "user code_hash used_at"),
    (KnownDevice, "user token_hash seen_at"),
    (AttemptCount, "counted begins_at tries"),
    (ExternalIdentity, "user issuer subject linked_at"),
    (IdentityLink, "user issuer subject token_hash expires_at used_at"),
    (ProviderAttempt, "key_hash state_hash nonce verifier wanted fresh made_at"),
):
    register(_model, rules={"see": NOBODY}, why="shown to nobody", secret=_fields)

at_large("accounts.add_region", _administers)
at_large("accounts.invite", _administers)
at_large("accounts.resolve", lambda actor: actor.standing.holds(Role.AUDITOR))
