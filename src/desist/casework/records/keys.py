"""Keys: the ring that encrypts fields, the key that signs checkpoints, the key of look-ups.

They live in one file outside the database, readable by its owner alone. Whoever holds a copy of
the database without this file can neither read a note nor sign a checkpoint.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """All keys of an installation. ``current`` encrypts; every key in ``fields`` decrypts."""

    secret: str
    lookup: bytes
    checkpoint: bytes
    current: str
    fields: Mapping[str, bytes]


def read_key_file(path: Path) -> KeyRing:
    """The keys in a file that nobody but its owner may read.

    Raises:
        ImproperlyConfigured: there is no such file, others may read it, or it is not whole.
    """
    if not path.is_file():
        raise ImproperlyConfigured(f"{path}: no key file; `desist manage new_keys` makes one")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ImproperlyConfigured(f"{path}: others may read the key file; run chmod 600 {path}")
    try:
        held = tomllib.loads(path.read_text(encoding="ascii"))
        fields = {id_: base64.b64decode(key) for id_, key in held["fields"].items()}
        ring = KeyRing(
            secret=held["secret"],
            lookup=base64.b64decode(held["lookup"]),
            checkpoint=base64.b64decode(held["checkpoint"]),
            current=held["current"],
            fields=fields,
        )
    except (KeyError, ValueError) as error:
        raise ImproperlyConfigured(f"{path}: not a key file ({error})") from error
    if ring.current not in fields or any(len(key) != 32 for key in fields.values()):
        raise ImproperlyConfigured(f"{path}: the current key is missing, or a key is not 32 bytes")
    return ring


@cache
def key_ring() -> KeyRing:
    """The keys of this installation, read once."""
    return read_key_file(Path(settings.DESIST_KEY_FILE))


def keyed_hash(purpose: str, value: str) -> str:
    """A fingerprint for equality only: the database can compare values that it cannot read."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(key_ring().lookup, message, hashlib.sha256).hexdigest()
