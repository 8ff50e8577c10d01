"""The byte format of an audit event, version 1: what is hashed, never JSON or a row's text.

``desist-audit-v1``, then every field as a four-byte big-endian length and its bytes, in the order
of ``Event``; a whole number is eight bytes, a list is its count and then its members. The hash of
an event is SHA-256 over these bytes, which hold the hash of the event before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

DOMAIN = b"desist-audit-v1"
BEGINNING = "0" * 64
"""What stands for the hash before the first event."""


READING = "read:"
"""What stands in the index before an object that somebody only looked at."""
COVERED = "readings"
"""What stands in the index at the last event whose reading it holds, and those of all before."""


class Kind(StrEnum):
    """What sort of act it was: those that section 62 of the Data Protection Act 2018 names."""

    COLLECTION = "collection"
    CHANGE = "change"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    SECURITY = "security"
    """Signing in and out, and who may do so."""


class Outcome(StrEnum):
    """How it ended."""

    ALLOWED = "allowed"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event, as it is hashed. ``at`` counts microseconds of UTC since 1970."""

    seq: int
    previous: str
    at: int
    actor: str
    session: str
    request: str
    operation: str
    verb: str
    kind: str
    outcome: str
    recipient: str
    objects: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def hash(self) -> str:
        """The hash that the next event will carry."""
        return sha256(self.as_bytes()).hexdigest()

    @property
    def index(self) -> tuple[str, ...]:
        """How the objects stand in the index: apart where somebody only looked.

        A case file is looked at far more often than anything is done to it, and its story, which
        tells what was done, should not have to pass over every look.
        """
        if self.kind != Kind.CONSULTATION:
            return self.objects
        return tuple(READING + name for name in self.objects)

    def as_bytes(self) -> bytes:
        """The bytes that are hashed."""
        parts = [
            DOMAIN,
            _field(self.seq.to_bytes(8, "big")),
            _field(bytes.fromhex(self.previous)),
            _field(self.at.to_bytes(8, "big", signed=True)),
        ]
        texts = (
            self.actor, self.session, self.request, self.operation,
            self.verb, self.kind, self.outcome, self.recipient,
        )  # fmt: skip
        parts += [_field(text.encode()) for text in texts]
        parts += [_list(self.objects), _list(self.fields)]
        return b"".join(parts)


def _field(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _list(texts: Iterable[str]) -> bytes:
    members = [_field(text.encode()) for text in texts]
    return len(members).to_bytes(4, "big") + b"".join(members)
