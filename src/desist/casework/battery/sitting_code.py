"""The code of a sitting: four groups of three, the first says which sitting, the rest is secret.

The secret part has nine of 31 letters and digits, 44 bits. The code is made from the operation of
whoever asked, under a key that the database does not hold: a button pressed twice shows the same
code twice, and nothing that is stored gives it away.
"""

from __future__ import annotations

from desist.casework.accounts.token import ALPHABET
from desist.casework.records.keys import keyed_hash

HANDLE = 3
LENGTH = 12
GROUP = 3
CANDIDATES = 8
"""As many codes as one operation may give, should the handle of one be in use."""


def codes_of(operation: str) -> tuple[str, ...]:
    """The codes that one operation gives, of which the first with a free handle is used."""
    return tuple(_spell(keyed_hash("sitting-code", f"{operation}:{n}")) for n in range(CANDIDATES))


def _spell(digest: str) -> str:
    number, letters = int(digest, 16), []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def tidy(typed: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(each for each in typed.casefold() if each in ALPHABET)


def shown(code: str) -> str:
    """A code as people read it: in groups."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hash_of(code: str) -> str:
    """What is stored of a code."""
    return keyed_hash("sitting-code-stored", code)


def key_of(code: str, operation: str) -> str:
    """The key of the cookie that redeeming a code gives; the same for the same pressed button."""
    return keyed_hash("sitting-key", f"{code}:{operation}")


def key_hash_of(key: str) -> str:
    """What is stored of a key."""
    return keyed_hash("sitting-key-stored", key)
