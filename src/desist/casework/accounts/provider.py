"""Provider: what a department's identity provider says of whoever signs in there.

OpenID Connect, authorisation code with PKCE. Nothing is believed but an ID token that its keys
signed, for us, for this very attempt, and not long ago. No account is made by it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from desist.casework.accounts.provider_call import ProviderSilent, get_json, post_form

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a key that we do not hold; never ``none``, never one made with a shared secret."""
CLOCKS_DIFFER = 60
FRESH_WITHIN = 300
OLDEST_TOKEN = 600


class NotBelieved(Exception):
    """What the provider sent proves nothing. Why is for the log, never for the page."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What an ID token says, once it is believed."""

    issuer: str
    subject: str
    email: str
    """Empty where the provider does not vouch for it."""
    is_enough: bool
    """Whether the provider's own proof stands for our second factor."""


@dataclass(frozen=True, kw_only=True)
class Description:
    """Where the provider takes what."""

    authorise: str
    token: str
    keys: str


def describe() -> Description:
    """What the provider says of itself, asked once.

    Raises:
        NotBelieved: it names another issuer, or leaves out what is needed.
        ProviderSilent: it does not answer.
    """
    return _describe(settings.DESIST_OIDC.discovery)


@cache
def _describe(address: str) -> Description:
    held = get_json(address)
    if held.get("issuer") != settings.DESIST_OIDC.issuer:
        raise NotBelieved("the discovery document names another issuer")
    try:
        return Description(
            authorise=held["authorization_endpoint"],
            token=held["token_endpoint"],
            keys=held["jwks_uri"],
        )
    except KeyError as error:
        raise NotBelieved(f"the discovery document lacks {error}") from error


def where_to_sign_in(*, state: str, nonce: str, verifier: str, fresh: bool, back: str) -> str:
    """The provider's address for one attempt; ``fresh`` has it ask again whoever is signed in."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "response_type": "code",
        "client_id": settings.DESIST_OIDC.client_id,
        "redirect_uri": back,
        "scope": "openid email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge.decode("ascii"),
        "code_challenge_method": "S256",
    }
    if fresh:
        asked |= {"prompt": "login", "max_age": "0"}
    if settings.DESIST_OIDC.enough:
        asked["acr_values"] = " ".join(sorted(settings.DESIST_OIDC.enough))
    address = describe().authorise
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def exchange(
    *, code: str, nonce: str, verifier: str, fresh: bool, back: str, at: datetime
) -> Claims:
    """Give the code back and read the ID token.

    Raises:
        NotBelieved: the token proves nothing.
        ProviderSilent: the provider does not answer, or refuses the code.
    """
    ours = settings.DESIST_OIDC
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": ours.client_id,
        "code_verifier": verifier,
    }
    answer = post_form(describe().token, sent, client=ours.client_id, secret=ours.secret)
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NotBelieved("there is no ID token in the answer")
    return _claims(_verified(token, at=at), nonce=nonce, fresh=fresh, at=at)


def _verified(token: str, *, at: datetime) -> Mapping[str, Any]:
    ours, moment = settings.DESIST_OIDC, int(at.timestamp())
    registry = jwt.JWTClaimsRegistry(
        now=moment,
        leeway=CLOCKS_DIFFER,
        iss={"essential": True, "value": ours.issuer},
        aud={"essential": True, "value": ours.client_id},
        sub={"essential": True, "allow_blank": False},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True},
    )
    try:
        decoded = jwt.decode(token, _keys(), algorithms=ALGORITHMS)
        registry.validate(decoded.claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotBelieved(f"the ID token was refused: {type(error).__name__}") from error
    return decoded.claims


def _keys() -> KeySet:
    """The provider's keys of now: one withdrawn there is worth nothing here at once."""
    return KeySet.import_key_set(get_json(describe().keys))  # type: ignore[arg-type]


def _claims(held: Mapping[str, Any], *, nonce: str, fresh: bool, at: datetime) -> Claims:
    ours, moment = settings.DESIST_OIDC, at.timestamp()
    if held["nonce"] != nonce:
        raise NotBelieved("the ID token is of another attempt")
    if isinstance(held["aud"], list) and held["aud"] != [ours.client_id]:
        raise NotBelieved("the ID token is for others as well")
    if held.get("azp", ours.client_id) != ours.client_id:
        raise NotBelieved("the ID token was asked for by another")
    if moment - held["iat"] > OLDEST_TOKEN:
        raise NotBelieved("the ID token is old")
    if fresh and not _is_fresh(held.get("auth_time"), moment):
        raise NotBelieved("the provider did not ask again")
    vouched = held.get("email_verified") is True and isinstance(held.get("email"), str)
    return Claims(
        issuer=ours.issuer,
        subject=held["sub"],
        email=held["email"] if vouched else "",
        is_enough=bool(ours.enough & _proofs(held)),
    )


def _is_fresh(given: Any, moment: float) -> bool:
    return isinstance(given, int | float) and 0 <= moment + CLOCKS_DIFFER - given <= FRESH_WITHIN


def _proofs(held: Mapping[str, Any]) -> frozenset[str]:
    given = held.get("amr")
    listed = [each for each in given if isinstance(each, str)] if isinstance(given, list) else []
    return frozenset([*listed, *([held["acr"]] if isinstance(held.get("acr"), str) else [])])


__all__ = ["Claims", "NotBelieved", "ProviderSilent", "describe", "exchange", "where_to_sign_in"]
