"""Row store: whole rows of a table as text, read and written past the ORM, on either database.

Every value travels as the text that its database casts it to, and is read back by that database
alone; so no type is lost on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

Value = str | int | None


@dataclass(frozen=True)
class RowStore:
    """The rows of one model, column by column in the order of its fields."""

    model: type[models.Model]

    @property
    def columns(self) -> list[str]:
        """The columns, as the database names them."""
        return [each.column for each in self.model._meta.concrete_fields]

    def read(self) -> list[tuple[str | None, ...]]:
        """All rows, the first written first."""
        held = ", ".join(f"CAST({_quoted(each)} AS text)" for each in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {held} FROM {self._table} ORDER BY id")  # noqa: S608 - our names
            return cursor.fetchall()

    def write(self, rows: Iterable[Sequence[Value]]) -> None:
        """Add rows."""
        columns = ", ".join(_quoted(each) for each in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                self._copy(cursor, columns, rows)
            else:
                marks = ", ".join("?" * len(self.columns))
                line = f"INSERT INTO {self._table} ({columns}) VALUES ({marks})"  # noqa: S608
                cursor.connection.executemany(line, rows)

    def _copy(self, cursor: CursorWrapper, columns: str, rows: Iterable[Sequence[Value]]) -> None:
        with cursor.copy(f"COPY {self._table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    @property
    def _table(self) -> str:
        return _quoted(self.model._meta.db_table)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
