"""The second factor: a telephone's codes, and codes on paper for when it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desist.casework.accounts.models import RecoveryCode, SecondFactor, User
from desist.casework.accounts.one_time_code import matching_step
from desist.casework.accounts.token import tidy_recovery_code
from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.records.keys import keyed_hash


class WrongCode(ValueError):
    """The code is wrong, was used before, or its time has passed."""


@action("accounts.start_second_factor", on="user", kind=Kind.SECURITY)
def start_second_factor(*, user: User, secret: str, by: Any, at: datetime) -> SecondFactor:
    """Offer a telephone a secret; it counts for nothing until a code proves that it arrived.

    Raises:
        WrongCode: a telephone was proved already; a new one needs the old one's code first.
    """
    if SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists():
        raise WrongCode
    SecondFactor.objects.filter(user=user).delete()
    factor = SecondFactor(user=user, secret=secret)
    factor.save(force_insert=True)
    tell(user, fields=("secret",))
    return factor


@action("accounts.prove_second_factor", on="user", kind=Kind.SECURITY)
def prove_second_factor(
    *, user: User, code: str, recovery_codes: Sequence[str], by: Any, at: datetime
) -> SecondFactor:
    """The telephone shows the right code: it counts from now on, with these codes on paper.

    Raises:
        WrongCode: it does not.
    """
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    if factor is None:
        raise WrongCode
    _use_step(factor, code=code, at=at)
    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at"])
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, code_hash=_hash(user, each)) for each in recovery_codes]
    )
    tell(user, fields=("confirmed_at",))
    return factor


@action("accounts.use_second_factor", on="user", kind=Kind.SECURITY)
def use_second_factor(*, user: User, code: str, by: Any, at: datetime) -> SecondFactor:
    """Give the telephone's code. Each counts once, in whatever spelling and however often sent.

    Raises:
        WrongCode: it is wrong, used, or there is no telephone.
    """
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        raise WrongCode
    _use_step(factor, code=code, at=at)
    tell(user)
    return factor


@action("accounts.use_recovery_code", on="user", kind=Kind.SECURITY)
def use_recovery_code(*, user: User, code: str, by: Any, at: datetime) -> None:
    """Give a code from paper; it is used up.

    Raises:
        WrongCode: there is no such code left.
    """
    left = RecoveryCode.objects.filter(user=user, used_at=None)
    if not left.filter(code_hash=_hash(user, tidy_recovery_code(code))).update(used_at=at):
        raise WrongCode
    tell(user)


def _use_step(factor: SecondFactor, *, code: str, at: datetime) -> None:
    step = matching_step(factor.secret, code, at=at, after=factor.last_step)
    if step is None:
        raise WrongCode
    later = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
    if not later.update(last_step=step):
        raise WrongCode  # another worker was given the same code a moment ago


def _hash(user: User, code: str) -> str:
    return keyed_hash("recovery", f"{user.public_id}:{code}")
