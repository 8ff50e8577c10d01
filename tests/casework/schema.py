"""The tables of a test's database: made by the migrations once, then copied while these stay.

Thirteen seconds of every run of a single test went into migrating an empty database. A SQLite is
kept between runs; on PostgreSQL the first worker's tables become a template for the others.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

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
    if connection.vendor == "postgresql":
        return _bring_template()
    if not kept.exists():
        return False
    shutil.copy(kept, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


def keep(kept: Path) -> None:
    """Keep the tables for the next run, in one step: another run may be at it."""
    if connection.vendor == "postgresql":
        connection.close()  # nobody may be in a database that is copied
        _run(f"CREATE DATABASE {_template()} TEMPLATE {_ours(connection.settings_dict['NAME'])}")
        return
    beside = kept.with_name(f"{kept.name}.{Path(settings.DATABASES['default']['NAME']).name}")
    source, copy = sqlite3.connect(settings.DATABASES["default"]["NAME"]), sqlite3.connect(beside)
    source.backup(copy)
    source.close()
    copy.close()
    beside.rename(kept)


def _bring_template() -> bool:
    """Whether another worker has left a template, from which the database of this one is made."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_template()])
        if not cursor.fetchone():
            return False
    name = _ours(settings.DATABASES["default"]["TEST"]["NAME"])
    _run(f"DROP DATABASE IF EXISTS {name}")
    _run(f"CREATE DATABASE {name} TEMPLATE {_template()}")
    return True


def _template() -> str:
    return f"desist_tables_{fingerprint()}"


def _ours(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
