"""The engine of ``DATABASES``: Django looks for ``DatabaseWrapper`` in a module of this name.

Django writes its queries with ``%s``, and looks for each of them in every query that it asks:
a twentieth of the time of a page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

KEPT = 2_000
"""Queries kept in SQLite's words."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a cursor of ours."""

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that knows the queries that were asked before."""
        return self.connection.cursor(factory=Cursor)


class Cursor(base.SQLiteCursorWrapper):
    """Django's, which converts each query once."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """The query with SQLite's marks for its values."""
        if param_names is not None:
            return super().convert_query(query, param_names=param_names)
        return _converted(query)


@lru_cache(maxsize=KEPT)
def _converted(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
