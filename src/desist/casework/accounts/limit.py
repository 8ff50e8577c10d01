"""Limits: how often a thing may be tried, counted in the database for all workers at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many tries within so many seconds."""

    name: str
    tries: int
    seconds: int


SIGN_IN_BY_ACCOUNT = (Limit(name="account", tries=10, seconds=300),)
SIGN_IN_BY_DEVICE = (Limit(name="device", tries=10, seconds=300),)
SIGN_IN_BY_ADDRESS = (Limit(name="address", tries=10, seconds=300),)
SIGN_IN_IN_ALL = (Limit(name="all", tries=1000, seconds=300),)
PROVIDER_BY_ADDRESS = (Limit(name="provider", tries=30, seconds=300),)
RESET_BY_ACCOUNT = (Limit(name="reset-account", tries=3, seconds=3600),)
RESET_BY_ADDRESS = (Limit(name="reset-address", tries=10, seconds=3600),)
SECOND_FACTOR = (
    Limit(name="factor-5-minutes", tries=5, seconds=300),
    Limit(name="factor-hour", tries=20, seconds=3600),
    Limit(name="factor-day", tries=50, seconds=86_400),
)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A limit and whom it is counted for."""

    limit: Limit
    whom: str


def counted(limits: Iterable[Limit], whom: str) -> tuple[Counted, ...]:
    """These limits for this account, device or address."""
    return tuple(Counted(limit=limit, whom=whom) for limit in limits)


def address_key(address: str) -> str:
    """An address as limits count it: a whole /64 where it is of version 6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
