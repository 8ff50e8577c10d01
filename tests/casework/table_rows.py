"""The rows of a table as literals of SQL, and the statements that make one state of it another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from django.apps import apps
from django.db import connection

Rows = dict[str, tuple[str, ...]]
"""A table's rows by primary key, all of it as literals."""


@cache
def columns() -> dict[str, tuple[str, list[str]]]:
    """The primary key and the columns of each table."""
    return {
        model._meta.db_table: (
            model._meta.pk.column,
            [each.column for each in model._meta.concrete_fields],
        )
        for model in apps.get_models(include_auto_created=True)
    }


def rows_of(table: str) -> Rows:
    """All rows of a table, each value as a literal of SQL."""
    key, names = columns()[table]
    quote = 'quote("{}")' if connection.vendor == "sqlite" else 'quote_nullable("{}"::text)'
    asked = ", ".join(quote.format(each) for each in (key, *names))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {asked} FROM "{table}"')  # noqa: S608 - our own names
        return {row[0]: row[1:] for row in cursor.fetchall()}


def steps(table: str, before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Iterator[str]:
    """The statements that make of a table as it was what it is now."""
    key, names = columns()[table]
    was, now = before.get(table, {}), after[table]
    for gone in was.keys() - now.keys():
        yield f'DELETE FROM "{table}" WHERE "{key}" = {gone}'  # noqa: S608 - read from the table
    for each in was.keys() & now.keys():
        if was[each] != now[each]:
            pairs = zip(names, now[each], strict=True)
            said = ", ".join(f'"{column}" = {value}' for column, value in pairs)
            yield f'UPDATE "{table}" SET {said} WHERE "{key}" = {each}'  # noqa: S608 - as above
    if added := [f"({', '.join(row)})" for each, row in now.items() if each not in was]:
        listed = ", ".join(f'"{column}"' for column in names)
        yield f'INSERT INTO "{table}" ({listed}) VALUES {", ".join(added)}'  # noqa: S608 - as above
