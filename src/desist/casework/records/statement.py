"""Statement: a query that is put into SQL once, and afterwards asked with the values of the moment.

Putting a query into SQL costs Django more than a database takes to answer it, and the questions
that every page asks (who is signed in, which posts they hold) never change but in their values.
A statement is a function that makes a query set. What it is given by place belongs to the
question, which is put into SQL again where that changes; what it is given by name (a number, text,
moment, day or id) may be another each time. What comes back is a list, since a query set could be
narrowed further, and the narrowing would be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import update_wrapper, wraps
from typing import Any, Generic, NoReturn, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from desist.casework.records.row_maker import RowMaker

Row = TypeVar("Row")

MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_147_480_000 + number,
    str: lambda number: f"\ue000{number}",
    datetime: lambda number: datetime(1900 + number, 1, 1, tzinfo=UTC),
    date: lambda number: date(1900 + number, 1, 1),
    UUID: lambda number: UUID(int=(0xDE515 << 100) + number),
    type(None): lambda _number: None,
}
"""What stands for a value of each kind while a query is put into SQL, so that its place is seen."""
MOST = 500
"""Questions kept of one statement."""


class NotAStatement(TypeError):
    """A query that cannot be put into SQL once: it depends on more than it is called with."""


class Statement(Generic[Row]):
    """A function that makes a query set, put into SQL once for each question."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._written: dict[Hashable, _Written] = {}
        update_wrapper(self, build)

    def __call__(self, *question: Hashable, **values: Any) -> list[Row]:
        """The rows for these values.

        Raises:
            NotAStatement: the query asks the database or the clock while it is made, a value
                stands in its SQL otherwise than by itself, or its rows are pairs of names.
        """
        key = (question, tuple([(name, type(value)) for name, value in values.items()]))
        written = self._written.get(key)
        if written is None:
            written = self._write(*key)
            if len(self._written) >= MOST:
                self._written.clear()
            self._written[key] = written
        return written.read(values)

    def _write(
        self, question: tuple[Hashable, ...], kinds: tuple[tuple[str, type], ...]
    ) -> _Written:
        """Put it into SQL with two sets of values, and see where they differ."""
        marks = {name: MARKS[kind](number) for number, (name, kind) in enumerate(kinds)}
        others = {name: MARKS[kind](-1 - number) for number, (name, kind) in enumerate(kinds)}
        query_set = Context().run(self._made, question, marks)
        again = Context().run(self._made, question, others)
        try:
            compiler, sql, held = _in_sql(query_set)
            _compiler, sql_again, held_again = _in_sql(again)
        except EmptyResultSet:
            return _Unanswered()
        if sql != sql_again:
            raise NotAStatement(f"{self.__qualname__} is another query each time")
        pairs = {(_held(marks[name]), _held(others[name])): name for name, _kind in kinds}
        differing = [
            (place, pairs.get(pair))
            for place, pair in enumerate(zip(held, held_again, strict=True))
            if pair[0] != pair[1]
        ]
        if not all(name for _place, name in differing):
            raise NotAStatement(f"{self.__qualname__} is another query each time")
        try:
            made = RowMaker(query_set, compiler)
        except LookupError:
            raise NotAStatement(f"{self.__qualname__} asks for rows of another kind") from None
        return _Written(sql, held, tuple(differing), made)

    def _made(self, question: tuple[Hashable, ...], marked: Any) -> QuerySet[Any, Row]:
        """The query set, made apart from all that surrounds this act: it is for others too."""
        with connection.execute_wrapper(_refuse):
            return self._build(*question, **marked)


def statement(build: Callable[..., QuerySet[Any, Row]]) -> Statement[Row]:
    """Have a function that makes a query set answer with its rows, put into SQL once."""
    return Statement(build)


def statement_of_one(
    build: Callable[[Collection[int]], QuerySet[Any, Row]],
) -> Callable[[Collection[int]], list[Row]]:
    """Have a function of some ids answer with rows; of a single id it is put into SQL once.

    What follows an act is about one person nearly always, and about many in a seed or an import.
    """
    of_one = statement(update_wrapper(lambda *, one: build([one]), build))

    @wraps(build)
    def asked(ids: Collection[int]) -> list[Row]:
        return of_one(one=next(iter(ids))) if len(ids) == 1 else list(build(ids))

    return asked


@dataclass(frozen=True)
class _Written:
    """A query in SQL: its parameters, and at which of their places the values stand."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, str | None], ...]
    made: RowMaker

    def read(self, values: dict[str, Any]) -> list[Any]:
        """Ask the database of this thread."""
        parameters = list(self.parameters)
        for place, name in self.places:
            kind, value = type(parameters[place]), _held(values[name])
            parameters[place] = value if kind is type(value) else kind(value)
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            return self.made(cursor.fetchall())


class _Unanswered(_Written):
    """A query that no row can answer."""

    def __init__(self) -> None:
        """It has no SQL."""

    def read(self, _values: dict[str, Any]) -> list[Any]:
        """Nothing."""
        return []


def _in_sql(query_set: QuerySet[Any]) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = query_set.query.get_compiler(connection=connection)
    sql, held = compiler.as_sql()
    return compiler, sql, tuple(held)


def _held(value: Any) -> Any:
    """A value as this database takes it for a parameter."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def _refuse(*_: Any) -> NoReturn:
    raise NotAStatement("a query is made without asking the database")
