"""Secrets that we hand out: for links, sign-ins, devices and recovery."""

from __future__ import annotations

import secrets

RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are mistaken for each other on paper."""


def new_token() -> str:
    """256 random bits for a link, a sign-in or a device."""
    return secrets.token_urlsafe(32)


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of 49 random bits, in two groups of five."""
    return tuple(f"{_five()}-{_five()}" for _ in range(RECOVERY_CODES))


def tidy_recovery_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    kept = "".join(each for each in typed.casefold() if each in ALPHABET)
    return f"{kept[:5]}-{kept[5:]}"


def _five() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(5))
