"""Sending an event to another system: signed, encrypted, short, and to no address within."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from desist.casework.exchange.models import OutboundEvent

SECONDS = 5
SIGNATURE = "Desist-Signature"


class NotAllowed(ValueError):
    """An address to which nothing is sent."""


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: it could lead to an address within."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_Stay)


def check_address(address: str) -> None:
    """Let an address through that is encrypted and public, or a host that this service names.

    Raises:
        NotAllowed: it is neither; the message says what it would have to be.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host in settings.DESIST_WEBHOOK_HOSTS:
        return
    if parts.scheme != "https" or not host or parts.username:
        raise NotAllowed("an address must begin with https:// and name no user")
    try:
        found = socket.getaddrinfo(host, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotAllowed(f"no such host: {host}") from error
    if any(not ip_address(each[4][0]).is_global for each in found):
        raise NotAllowed(f"{host} is an address within a network, not a public one")


def body_of(event: OutboundEvent) -> dict[str, Any]:
    """All that leaves: that something changed, and by which ids to ask for it."""
    return {
        "id": str(event.public_id),
        "type": event.kind,
        "at": event.at.isoformat(),
        "referral": str(event.referral.public_id),
    }


def signature(secret: str, body: bytes, *, at: datetime) -> str:
    """When it was sent, and a code over that and the body: ``t=SECONDS,v1=HEX`` (HMAC-SHA256)."""
    moment = str(int(at.timestamp()))
    code = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={code}"


def post_event(event: OutboundEvent, *, at: datetime) -> tuple[bool, str]:
    """Send an event; whether it was taken, and what was answered."""
    system = event.system
    try:
        check_address(system.webhook)
    except NotAllowed as error:
        return False, str(error)
    body = json.dumps(body_of(event), sort_keys=True).encode()
    request = Request(system.webhook, data=body, method="POST")  # noqa: S310 - checked above
    request.add_header("Content-Type", "application/json")
    request.add_header(SIGNATURE, signature(system.secret, body, at=at))
    request.add_header("Idempotency-Key", str(event.public_id))
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            return 200 <= answer.status < 300, str(answer.status)
    except HTTPError as error:
        return False, str(error.code)
    except (URLError, OSError) as error:
        return False, f"not reached ({type(error).__name__})"
