"""From a typed code to a sitting: counted before it is judged, and the same page for every no."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from desist.casework.access.policy import System
from desist.casework.accounts import limit
from desist.casework.accounts.actions.attempt import count_try
from desist.casework.accounts.actions.sign_in import sign_out
from desist.casework.accounts.gate import client_address, forget_cookie
from desist.casework.battery import sitting_code
from desist.casework.battery.actions.sitting import CodeUsed, redeem_code, refuse_code
from desist.casework.battery.middleware import PREFIX
from desist.casework.battery.models import Sitting
from desist.casework.battery.queries.sitting import find_by_code
from desist.casework.battery.sitter import Sitter

BY_ADDRESS = (limit.Limit(name="sitting-address", tries=60, seconds=300),)
IN_ALL = (limit.Limit(name="sitting-all", tries=1000, seconds=300),)


class WrongCode(ValueError):
    """Not a code of any sitting that waits; nothing more is said."""


class CodeTooOld(ValueError):
    """The right code, after its ten minutes or after somebody used it."""


def sitting_for(request: HttpRequest, *, typed: str, operation: str, at: datetime) -> Sitting:
    """The sitting that a typed code opens; its key hangs on the code and the pressed button.

    Raises:
        WrongCode: wrong, cancelled, or tried too often.
        CodeTooOld: right, and used or run out.
    """
    limits = limit.counted(BY_ADDRESS, client_address(request)) + limit.counted(IN_ALL, "")
    code = sitting_code.tidy(typed)
    sitting = find_by_code(code)
    if not count_try(limits=limits, at=at) or sitting is None:
        raise WrongCode
    if not hmac.compare_digest(sitting_code.hash_of(code), sitting.code_hash):
        if sitting.is_open and sitting.redeemed_at is None:
            refuse_code(sitting=sitting, by=System("battery"), at=at)
        raise WrongCode
    key = sitting_code.key_of(code, operation)
    if sitting.key_hash == sitting_code.key_hash_of(key) and at < sitting.code_expires_at:
        return sitting  # the same button, pressed twice
    if not sitting.is_open:
        raise CodeTooOld
    try:
        redeem_code(sitting=sitting, key=key, by=Sitter(sitting), at=at)
    except CodeUsed as error:
        raise CodeTooOld from error
    return sitting


def seat(
    request: HttpRequest, response: HttpResponse, *, typed: str, operation: str, at: datetime
) -> None:
    """Give the tablet its cookie, and end whatever staff sign-in this browser had."""
    entry = getattr(request, "sign_in", None)
    if entry is not None:
        sign_out(entry=entry, by=entry.user, at=at)
        forget_cookie(response)
    response.set_cookie(
        settings.DESIST_SITTING_COOKIE,
        sitting_code.key_of(sitting_code.tidy(typed), operation),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
        path=PREFIX,
    )


def unseat(response: HttpResponse) -> None:
    """Have the tablet forget the sitting."""
    response.delete_cookie(settings.DESIST_SITTING_COOKIE, path=PREFIX, samesite="Strict")
