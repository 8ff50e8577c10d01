"""Row maker: what becomes of the rows with which a database answers, settled once for a question.

Django settles it anew for each answer: which columns make which object, which of them are joined,
and how a column is told from what the database holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

Row = list[Any]


class RowMaker:
    """Makes objects, tuples or single values of rows, as their query set would."""

    def __init__(self, query_set: QuerySet[Any], compiler: Any) -> None:
        """Settle it for a query that its compiler has put into SQL.

        Raises:
            LookupError: its rows are neither objects nor tuples nor single values.
        """
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._width = compiler.col_count
        self._told = [
            (place, converters, expression)
            for place, (converters, expression) in compiler.get_converters(columns).items()
        ]
        make = MAKERS[query_set._iterable_class]  # type: ignore[attr-defined]
        self._made = make(query_set, compiler)

    def __call__(self, answered: Iterable[tuple[Any, ...]]) -> list[Any]:
        """What the rows say, in their order."""
        made, told = self._made, self._told
        return [made(_in_python(row[: self._width], told)) for row in answered]


def _in_python(columns: Iterable[Any], told: list[tuple[int, list[Any], Any]]) -> Row:
    row = list(columns)
    for place, converters, expression in told:
        for convert in converters:
            row[place] = convert(row[place], expression, connection)
    return row


def _objects(query_set: QuerySet[Any], compiler: Any) -> Callable[[Row], Any]:
    """Objects, with those joined to them and what they are annotated with."""
    select, about = compiler.select, compiler.klass_info
    first, last = about["select_fields"][0], about["select_fields"][-1] + 1
    model, names = about["model"], [one[0].target.attname for one in select[first:last]]
    joined = get_related_populators(about, select, query_set.db)
    annotated = tuple((compiler.annotation_col_map or {}).items())
    database = query_set.db

    def made(row: Row) -> Any:
        found = model.from_db(database, names, row[first:last])
        for each in joined:
            each.populate(row, found)
        for name, place in annotated:
            setattr(found, name, row[place])
        return found

    return made


MAKERS: dict[type, Callable[[QuerySet[Any], Any], Callable[[Row], Any]]] = {
    ModelIterable: _objects,
    ValuesListIterable: lambda _query_set, _compiler: tuple,
    FlatValuesListIterable: lambda _query_set, _compiler: itemgetter(0),
}
"""How the rows of a query set are made, by the kind of them."""
