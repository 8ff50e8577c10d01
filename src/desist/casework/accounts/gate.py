"""The one gate: whichever way somebody proves who they are, they are let in here.

Tries are counted before they are judged, for all workers at once. A lock-out of an account does
not reach a browser in which its owner gave the second factor before: that one has its own count.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse

from desist.casework.access import Level
from desist.casework.accounts import limit
from desist.casework.accounts.actions.attempt import count_try, forget_tries
from desist.casework.accounts.actions.second_factor import use_recovery_code, use_second_factor
from desist.casework.accounts.actions.sign_in import know_device, raise_level, sign_in
from desist.casework.accounts.email_key import email_key
from desist.casework.accounts.models import User
from desist.casework.accounts.queries import find_user, is_known_device
from desist.casework.accounts.token import new_token

DEVICE_LASTS = 180 * 24 * 3600


class TooManyTries(Exception):
    """Tried too often: wait, or use a browser in which you signed in before."""


def check_credentials(
    request: HttpRequest, *, email: str, password: str, at: datetime
) -> User | None:
    """The person of this address and password; None where they do not belong together.

    Raises:
        TooManyTries: the account, this address or the service had too many tries.
    """
    user = find_user(email)
    device = request.COOKIES.get(settings.DESIST_DEVICE_COOKIE, "")
    known = user is not None and is_known_device(user, device)
    by_account = (
        limit.counted(limit.SIGN_IN_BY_DEVICE, f"{email_key(email)}:{device}")
        if known
        else limit.counted(limit.SIGN_IN_BY_ACCOUNT, email_key(email))
    )
    others = ()
    if not known:
        others = limit.counted(limit.SIGN_IN_BY_ADDRESS, client_address(request))
        others += limit.counted(limit.SIGN_IN_IN_ALL, "")
    if not count_try(limits=(*by_account, *others), at=at):
        raise TooManyTries
    if user is None or not user.password:
        make_password(password)  # as long as a real check takes, so that timing tells nothing
        return None
    if not check_password(password, user.password):
        return None
    forget_tries(limits=by_account, at=at)
    return user


def check_second_factor(*, user: User, code: str, on_paper: bool, at: datetime) -> None:
    """Let a code count, from the telephone or from paper.

    Raises:
        TooManyTries: five in five minutes, 20 in an hour or 50 in a day.
        WrongCode: it is wrong or was used.
    """
    limits = limit.counted(limit.SECOND_FACTOR, str(user.public_id))
    if not count_try(limits=limits, at=at):
        raise TooManyTries
    use = use_recovery_code if on_paper else use_second_factor
    use(user=user, code=code, by=user, at=at)


def let_in(request: HttpRequest, response: HttpResponse, *, user: User, at: datetime) -> None:
    """The password was right: a sign-in that can do nothing but give the second factor."""
    key = new_token()
    browser = request.headers.get("User-Agent", "")
    sign_in(user=user, key=key, level=Level.PASSWORD, browser=browser, by=user, at=at)
    set_cookie(response, key)


def let_in_by_provider(
    request: HttpRequest, response: HttpResponse, *, user: User, is_enough: bool, at: datetime
) -> None:
    """A department's provider proved who it is; our second factor follows unless its own counts."""
    key = new_token()
    level = Level.SECOND_FACTOR if is_enough else Level.PASSWORD
    browser = request.headers.get("User-Agent", "")
    sign_in(user=user, key=key, level=level, browser=browser, by=user, at=at)
    set_cookie(response, key)


def may_ask_for_reset(request: HttpRequest, *, email: str, at: datetime) -> bool:
    """Whether one more letter may be asked for, for this account and from this address."""
    by_account = limit.counted(limit.RESET_BY_ACCOUNT, email_key(email))
    by_address = limit.counted(limit.RESET_BY_ADDRESS, client_address(request))
    return count_try(limits=(*by_account, *by_address), at=at)


def may_ask_provider(request: HttpRequest, *, at: datetime) -> bool:
    """Whether one more answer of the provider may be looked at, from this address."""
    limits = limit.counted(limit.PROVIDER_BY_ADDRESS, client_address(request))
    return count_try(limits=limits, at=at)


def let_further_in(request: HttpRequest, response: HttpResponse, *, at: datetime) -> None:
    """The second factor was right: a new key at the full level, and a browser we know."""
    key, user = new_token(), request.user
    raise_level(entry=request.sign_in, key=key, by=user, at=at)
    set_cookie(response, key)
    if not is_known_device(user, request.COOKIES.get(settings.DESIST_DEVICE_COOKIE, "")):
        device = new_token()
        know_device(user=user, token=device, by=user, at=at)
        _cookie(response, settings.DESIST_DEVICE_COOKIE, device, lasts=DEVICE_LASTS)


def set_cookie(response: HttpResponse, key: str) -> None:
    """The cookie of a sign-in: gone when the browser closes, unseen by scripts."""
    _cookie(response, settings.DESIST_COOKIE, key, lasts=None)


def forget_cookie(response: HttpResponse) -> None:
    """Have the browser forget the sign-in and everything that it kept of our pages."""
    response.delete_cookie(settings.DESIST_COOKIE, path="/", samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'


def client_address(request: HttpRequest) -> str:
    """The address as limits count it: what the trusted proxies say, and never more than they do."""
    trusted = settings.DESIST_TRUSTED_PROXIES
    address = request.META.get("REMOTE_ADDR", "")
    if trusted:
        hops = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(hops) >= trusted:
            address = hops[-trusted]
    return limit.address_key(address)


def remember_attempt(response: HttpResponse, key: str) -> None:
    """Bind an attempt at the provider to this browser."""
    _cookie(response, settings.DESIST_ATTEMPT_COOKIE, key, lasts=600)


def forget_attempt(response: HttpResponse) -> None:
    """The attempt was answered."""
    response.delete_cookie(settings.DESIST_ATTEMPT_COOKIE, path="/", samesite="Lax")


def _cookie(response: HttpResponse, name: str, value: str, *, lasts: int | None) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        path="/",
    )
