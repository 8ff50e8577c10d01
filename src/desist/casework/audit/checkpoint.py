"""Checkpoints: what the chain was at an instant, signed, in a file outside the database.

A chain alone passes when its tail is cut off, or when it is recomputed after a forgery. Whoever
holds yesterday's checkpoint and the public key can tell.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from desist.casework.records.keys import key_ring

DOMAIN = b"desist-checkpoint-v1"
EVERY_EVENTS = 1000
EVERY_SECONDS = 60
_known: dict[Path, Checkpoint] = {}
"""The latest of each file that this process has seen."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """How many events there were at an instant, and the hash of the last of them."""

    size: int
    head: str
    at: int
    key: str
    signature: str

    def as_line(self) -> str:
        """One line of JSON, as the file holds it."""
        return json.dumps({"format": DOMAIN.decode(), **self.__dict__}, sort_keys=True)


def signed_bytes(*, size: int, head: str, at: int) -> bytes:
    """What a checkpoint's signature covers."""
    return DOMAIN + size.to_bytes(8, "big") + at.to_bytes(8, "big") + bytes.fromhex(head)


def key_id(public: Ed25519PublicKey) -> str:
    """A short name of a public key."""
    return sha256(public.public_bytes_raw()).hexdigest()[:16]


def public_key() -> Ed25519PublicKey:
    """The key that checks this installation's checkpoints."""
    return Ed25519PrivateKey.from_private_bytes(key_ring().checkpoint).public_key()


def sign(*, size: int, head: str, at: datetime) -> Checkpoint:
    """A checkpoint of this chain, signed by this installation."""
    private = Ed25519PrivateKey.from_private_bytes(key_ring().checkpoint)
    instant = int(at.timestamp() * 1_000_000)
    signature = private.sign(signed_bytes(size=size, head=head, at=instant))
    return Checkpoint(
        size=size,
        head=head,
        at=instant,
        key=key_id(private.public_key()),
        signature=base64.b64encode(signature).decode("ascii"),
    )


def is_genuine(checkpoint: Checkpoint, public: Ed25519PublicKey) -> bool:
    """Whether the holder of the private key signed exactly this."""
    try:
        covered = signed_bytes(size=checkpoint.size, head=checkpoint.head, at=checkpoint.at)
        public.verify(base64.b64decode(checkpoint.signature), covered)
    except (InvalidSignature, ValueError, OverflowError):
        return False
    return checkpoint.key == key_id(public)


def read(lines: Iterable[str]) -> Iterator[Checkpoint]:
    """The checkpoints of a file.

    Raises:
        ValueError: a line is no checkpoint; says which.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            held = json.loads(line)
            if held.pop("format") != DOMAIN.decode():
                raise ValueError("unknown format")
            yield Checkpoint(**held)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"line {number} is no checkpoint ({error})") from error


def write_if_due(
    *, size: int, head: str, now: datetime | None = None, at_once: bool = False
) -> bool:
    """Add a checkpoint to the file if the last one is 1,000 events or 60 seconds old.

    ``at_once`` asks only that there were events since. The file is looked at only where the last
    that this process knows of is old enough: nearly every look at a page comes here.
    """
    now = now or datetime.now(tz=UTC)
    path = Path(settings.DESIST_CHECKPOINTS)
    known = _known.get(path)
    if known and not _is_due(known, size=size, now=now, at_once=at_once):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last = _last(file.fileno())
        if last and not _is_due(last, size=size, now=now, at_once=at_once):
            _known[path] = last
            return False
        made = sign(size=size, head=head, at=now)
        file.seek(0, os.SEEK_END)
        file.write(made.as_line() + "\n")
        file.flush()
        os.fsync(file.fileno())
    _known[path] = made
    return True


def _is_due(last: Checkpoint, *, size: int, now: datetime, at_once: bool) -> bool:
    if size <= last.size or at_once:
        return size > last.size
    age = now.timestamp() - last.at / 1_000_000
    return size - last.size >= EVERY_EVENTS or age >= EVERY_SECONDS


def _last(descriptor: int) -> Checkpoint | None:
    end = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, 2000, max(0, end - 2000)).decode("ascii").splitlines()
    return next(read(tail[-1:]), None) if tail else None
