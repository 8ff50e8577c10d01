"""The key file: made once, and changed only whole, so that it is never half written."""

from __future__ import annotations

import base64
import os
import secrets
import tomllib
from pathlib import Path
from typing import Any


def write_new_key_file(path: Path) -> None:
    """Make a key file with fresh keys, mode 0600; an existing one is never overwritten.

    Raises:
        FileExistsError: there is one already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    held = {
        "secret": secrets.token_urlsafe(48),
        "lookup": _fresh_key(),
        "checkpoint": _fresh_key(),
        "current": "k1",
        "fields": {"k1": _fresh_key()},
    }
    _write(path, held)


def add_field_key(path: Path) -> str:
    """Add a fresh key that decrypts and does not encrypt yet; its id."""
    held = _read(path)
    id_ = f"k{1 + max(int(each[1:]) for each in held['fields'])}"
    held["fields"][id_] = _fresh_key()
    _replace(path, held)
    return id_


def use_field_key(path: Path, id_: str) -> None:
    """Have a key encrypt from now on; every server has it already."""
    _replace(path, _read(path) | {"current": id_})


def drop_field_key(path: Path, id_: str) -> None:
    """Take a key out."""
    held = _read(path)
    del held["fields"][id_]
    _replace(path, held)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="ascii"))


def _replace(path: Path, held: dict[str, Any]) -> None:
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    _write(beside, held)
    beside.replace(path)


def _write(path: Path, held: dict[str, Any]) -> None:
    names = ("secret", "lookup", "checkpoint", "current")
    lines = [
        "# Keep a copy apart from the database: without it every note in it is lost.",
        *(f'{name} = "{held[name]}"' for name in names),
        "[fields]",
        *(f'{id_} = "{key}"' for id_, key in held["fields"].items()),
    ]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _fresh_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii")
