"""Calling a provider: short, small, encrypted, and never led elsewhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from desist.casework.accounts.provider_settings import LOOPBACK

SECONDS = 5
LONGEST = 200_000


class ProviderSilent(Exception):
    """The provider did not answer as a provider does."""


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: a provider's address is the one that was configured."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_Stay)


def get_json(address: str) -> dict[str, Any]:
    """The JSON object at an address of the provider.

    Raises:
        ProviderSilent: there is none.
    """
    return _call(Request(_checked(address)))  # noqa: S310 - https, or loopback


def post_form(
    address: str, fields: Mapping[str, str], *, client: str, secret: str
) -> dict[str, Any]:
    """The JSON object that answers a form; who we are goes into the header, if there is a secret.

    Raises:
        ProviderSilent: there is none, or the provider refused.
    """
    request = Request(_checked(address), data=urlencode(fields).encode("ascii"))  # noqa: S310
    if secret:
        pair = f"{quote(client, safe='')}:{quote(secret, safe='')}".encode()
        request.add_header("Authorization", f"Basic {base64.b64encode(pair).decode('ascii')}")
    return _call(request)


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ProviderSilent("the provider names an address that is not encrypted")
    return address


def _call(request: Request) -> dict[str, Any]:
    request.add_header("Accept", "application/json")
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            body = answer.read(LONGEST + 1)
        held = json.loads(body)
    except (URLError, OSError, ValueError) as error:
        raise ProviderSilent(type(error).__name__) from error
    if len(body) > LONGEST or not isinstance(held, dict):
        raise ProviderSilent("the answer is no JSON object")
    return held
