"""The tables of a test's database, laid at once: a test holds them against what migrations make.

Thirteen seconds of every worker of every run went into migrating an empty database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

from desist.casework.audit import guards
from desist.casework.demonstration.tables import lay_tables


@contextmanager
def new_database(name: str) -> Iterator[Any]:
    """A new and empty database of this name, to which the connection leads for as long."""
    if connection.vendor == "postgresql":
        quoted = connection.ops.quote_name(name)
        with connection._nodb_cursor() as cursor:
            # By force: the server may still be ending a connection that was closed just now.
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {quoted}")
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield connection
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def lay() -> None:
    """Make the database of this worker with all its tables; one worker's is named by Django."""
    held = settings.DATABASES["default"]
    with new_database(held["TEST"]["NAME"] or f"{TEST_DATABASE_PREFIX}{held['NAME']}") as empty:
        lay_tables(empty)


def end_trail() -> None:
    """Let the trail be empty again, as a test finds it: Django's own emptying cannot, by design."""
    with connection.cursor() as cursor:
        for table in guards.TABLES:
            before, after = _set_aside(cursor, table)
            cursor.execute(before)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            cursor.execute(after)


def _set_aside(cursor: Any, table: str) -> tuple[str, str]:
    """How what refuses to delete from a table is put out of force, and back."""
    if connection.vendor == "postgresql":
        return (
            f"ALTER TABLE {table} DISABLE TRIGGER USER",
            f"ALTER TABLE {table} ENABLE TRIGGER USER",
        )
    name = f"{table}_no_delete"
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [name])
    return f"DROP TRIGGER {name}", cursor.fetchone()[0]
