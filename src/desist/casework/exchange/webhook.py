"""Sending an event to another system: signed, encrypted, short, and to no address within."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import ssl
from collections.abc import Sequence
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from desist.casework.exchange.models import OutboundEvent

SECONDS = 5
SIGNATURE = "Desist-Signature"


class NotAllowed(ValueError):
    """An address to which nothing is sent."""


class _Settled(HTTPSConnection):
    """A connection to the very numbers that were looked at, whatever the name leads to by now."""

    def __init__(self, parts: SplitResult, *, to: Sequence[str]) -> None:
        self._secure = ssl.create_default_context()
        super().__init__(parts.hostname or "", parts.port, timeout=SECONDS, context=self._secure)
        self._to = to

    def connect(self) -> None:
        """Connect to the first that answers, and ask for a certificate of the name.

        Raises:
            OSError: none answers; what the last of them came to.
        """
        for left, number in enumerate(self._to, start=1 - len(self._to)):
            try:
                plain = socket.create_connection((number, self.port), self.timeout)
            except OSError:
                if left == 0:
                    raise
                continue
            self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)
            return


def check_address(address: str) -> Sequence[str]:
    """Let an address through that is encrypted and public, or a host that this service names.

    The numbers to connect to, in their order; empty for a host that this service names.

    Raises:
        NotAllowed: it is neither; the message says what it would have to be.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NotAllowed("that is no address") from error
    if host in settings.DESIST_WEBHOOK_HOSTS:
        return ()
    if parts.scheme != "https" or not host or parts.username:
        raise NotAllowed("an address must begin with https:// and name no user")
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotAllowed(f"no such host: {host}") from error
    numbers = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    if any(not ip_address(each).is_global for each in numbers):
        raise NotAllowed(f"{host} is an address within a network, not a public one")
    return numbers


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
    """Send an event; whether it was taken, and what was answered. No redirect is followed."""
    system = event.system
    try:
        to = check_address(system.webhook)
    except NotAllowed as error:
        return False, str(error)
    body = json.dumps(body_of(event), sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        SIGNATURE: signature(system.secret, body, at=at),
        "Idempotency-Key": str(event.public_id),
    }
    try:
        status = post(system.webhook, to=to, body=body, headers=headers)
    except (HTTPException, OSError) as error:
        return False, f"not reached ({type(error).__name__})"
    return 200 <= status < 300, str(status)


def post(address: str, *, to: Sequence[str], body: bytes, headers: dict[str, str]) -> int:
    """Send a body to an address that was let through, at one of those numbers; the status."""
    parts = urlsplit(address)
    connection = _connection(parts, to=to)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _connection(parts: SplitResult, *, to: Sequence[str]) -> HTTPConnection:
    if to:
        return _Settled(parts, to=to)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=SECONDS)
