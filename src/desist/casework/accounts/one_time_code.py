"""One-time codes of a telephone (RFC 6238: SHA-1, six digits, steps of 30 seconds)."""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
TOLERANCE = 1
"""Steps before and after now that are accepted: clocks differ. Each step counts once all the same,
because the last one used is kept in the database."""


def new_secret() -> str:
    """A fresh secret of 160 bits, in the base 32 that telephones take."""
    return base64.b32encode(secrets.token_bytes(20)).decode("ascii")


def code_at(secret: str, step: int) -> str:
    """The six digits of a step."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(moment: datetime) -> int:
    """The step that a moment lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(secret: str, typed: str, *, at: datetime, after: int) -> int | None:
    """The step whose code was typed, if it is near enough and later than ``after``."""
    digits = "".join(unicodedata.normalize("NFKC", typed).split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    now = step_of(at)
    near = [
        step
        for step in range(now - TOLERANCE, now + TOLERANCE + 1)
        if hmac.compare_digest(code_at(secret, step), digits)
    ]
    return next((step for step in near if step > after), None)


def telephone_link(secret: str, *, account: str, issuer: str) -> str:
    """What the square code holds."""
    label = quote(f"{issuer}:{account}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"
