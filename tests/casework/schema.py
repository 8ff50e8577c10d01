"""The tables of a test's SQLite: made by the migrations once, then copied while these stay.

Thirteen seconds of every run of a single test went into migrating an empty database.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import django
from django.conf import settings

import desist.casework

CASEWORK = Path(desist.casework.__file__).parent
BESIDE = ("audit/guards.py", "access/role.py", "records/encrypted_text.py")
"""What migrations call."""


def fingerprint() -> str:
    """Of everything that decides how the migrated tables look."""
    made = hashlib.sha256(django.__version__.encode())
    for path in sorted([*CASEWORK.glob("*/migrations/*.py"), *map(CASEWORK.joinpath, BESIDE)]):
        made.update(str(path.relative_to(CASEWORK)).encode() + path.read_bytes())
    return made.hexdigest()[:16]


def bring(kept: Path) -> bool:
    """Put the tables where the tests look for them; whether there were any to put."""
    if not kept.exists():
        return False
    shutil.copy(kept, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


def keep(kept: Path) -> None:
    """Keep the tables for the next run, in one step: another run may be at it."""
    beside = kept.with_name(f"{kept.name}.{Path(settings.DATABASES['default']['NAME']).name}")
    source, copy = sqlite3.connect(settings.DATABASES["default"]["NAME"]), sqlite3.connect(beside)
    source.backup(copy)
    source.close()
    copy.close()
    beside.rename(kept)
