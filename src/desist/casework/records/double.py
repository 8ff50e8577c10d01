"""Double: a row that may stand once, written a second time, as either database says it."""

from __future__ import annotations

from django.db import IntegrityError

SQLITE = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
POSTGRESQL = "23505"
"""``unique_violation``: appendix A of the manual of PostgreSQL."""


def is_double(error: Exception) -> bool:
    """Whether this is a database that refuses a second row, and not another of its refusals."""
    said = error.__cause__
    return isinstance(error, IntegrityError) and (
        getattr(said, "sqlite_errorname", "") in SQLITE
        or getattr(said, "sqlstate", "") == POSTGRESQL
    )
