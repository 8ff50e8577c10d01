"""Ground that many tests begin on: built once by actions, then laid again as the rows they left.

Of the tests of delivery, two thirds of the time went into building, act by act, the same few cases.
A function that is ``laid`` is carried out once for each state of the database in which it is
called. Called again in that state, it puts the rows there that it left the first time, and gives
copies of what it gave.

A state is known from an empty database on, through laid functions alone. Whatever else writes, or
goes back to a savepoint, makes it unknown, and from there everything is carried out as it stands.
So it is wherever a test puts something of its own in the place of a part of the service, and
wherever what is written stays.
"""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from functools import wraps
from inspect import signature
from typing import Any, TypeVar

from django.conf import UserSettingsHolder, settings
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from tests.casework.table_rows import Rows, columns, rows_of, steps

Laid = TypeVar("Laid", bound=Callable[..., Any])
WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
CHANGES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|ROLLBACK|TRUNCATE|WITH)", re.IGNORECASE)
READY = (str, int, bool, date, time, Enum, type(None))
"""Kinds of argument that say by their value alone what they are."""


@dataclass
class State:
    """What stands in the database, and what laid functions made of it."""

    rows: dict[str, Rows] = field(default_factory=dict)
    made: dict[Any, Made] = field(default_factory=dict)


@dataclass
class Made:
    """What a laid function left: statements that bring it about, what it gave, the state after."""

    statements: list[str]
    given: bytes
    after: State


class Ground:
    """Where the test that is running stands, and whether a laid function is being carried out."""

    def __init__(self) -> None:
        self.empty = State()
        self.is_open = False
        self.at: State | None = None
        self.touched: set[str] | None = None

    def leave(self) -> None:
        """Nothing is known: another test begins."""
        self.at = self.touched = None

    def begin(self, state: State | None = None) -> None:
        """Begin on an empty database, or in this state, in a transaction never committed."""
        self.leave()
        if not self.is_open or not connection.in_atomic_block:
            return
        if state is not None or not _trail_has_begun():
            self._watch()
            self.at = state or self.empty

    def _watch(self) -> None:
        if self.watch not in connection.execute_wrappers:
            connection.execute_wrappers.append(self.watch)

    def stand(self) -> State:
        """A state to begin from, of all that stands in the database now."""
        self._watch()
        return State({table: rows_of(table) for table in columns()})

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note what is written: by a laid function, or by anything else."""
        if CHANGES.match(sql):
            table = WRITES.match(sql)
            if self.touched is None or table is None:
                self.at = None
            else:
                self.touched.add(table[1])
        return execute(sql, params, many, context)

    def lay(self, key: Any, takes: Sequence[Any], build: Callable[[], Any]) -> Any:
        """What ``build`` gives, in the state that it leaves."""
        if self.at is None or self.touched is not None or key is None:
            return build()
        if made := self.at.made.get(key):
            return self._again(made, _Known(takes))
        return self._first(self.at, key, _Known(takes), build)

    def _again(self, made: Made, known: _Known) -> Any:
        self.at = None
        with connection.cursor() as cursor:
            for statement in made.statements:
                cursor.execute(statement)
        self.at = made.after
        return known.read(made.given)

    def _first(self, before: State, key: Any, known: _Known, build: Callable[[], Any]) -> Any:
        self.touched = touched = set[str]()
        try:
            given = build()
        except BaseException:
            self.at = None
            raise
        finally:
            self.touched = None
        if self.at is not None and touched <= columns().keys():
            after = State(before.rows | {each: rows_of(each) for each in touched})
            statements = [line for each in touched for line in steps(each, before.rows, after.rows)]
            before.made[key] = Made(statements, known.written(given), after)
            self.at = after
        else:
            self.at = None
        return given


ground = Ground()


def laid(build: Laid) -> Laid:
    """Let what a function builds be built once for each state, and for each that it is given."""
    takes = signature(build)

    @wraps(build)
    def once(*args: Any, **kwargs: Any) -> Any:
        bound = takes.bind(*args, **kwargs)
        given = list(bound.arguments.values())
        named = _name_of([_circumstances(), given])
        return ground.lay(named and (build, named), given, lambda: build(*args, **kwargs))

    return once  # type: ignore[return-value]


def _circumstances() -> list[Any]:
    """What else an act goes by: the day, and settings that a test has set."""
    held = settings._wrapped
    own = vars(held) if isinstance(held, UserSettingsHolder) else {}
    return [timezone.now().date(), {k: repr(v) for k, v in own.items() if k.isupper()}]


def _name_of(value: Any) -> Any:
    """What says the same of equal arguments; None of those that it cannot tell apart."""
    if isinstance(value, READY):
        return type(value), value
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if _is_ours(value):
        value = vars(value)
    if isinstance(value, Mapping):
        value = [[each, value[each]] for each in value]
    if isinstance(value, (list, tuple)):
        named = tuple(_name_of(each) for each in value)
        return None if None in named else named
    return None


def _trail_has_begun() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM audit_event LIMIT 1")
        return cursor.fetchone() is not None


def _is_ours(value: Any) -> bool:
    """Whether this is something of the tests that holds others: a world, a case, a group."""
    return type(value).__module__.startswith("tests.") and hasattr(value, "__dict__")


class _Known:
    """What a laid function is given, and what hangs on it: a test goes on holding these, no copies.

    What is given itself is left as the function left it, too.
    """

    def __init__(self, takes: Sequence[Any]) -> None:
        self.left: list[Any] = []
        self.all: list[Any] = []
        for each in takes:
            self._add(each, given=True)
        self.places = {id(each): place for place, each in enumerate(self.all)}

    def _add(self, value: Any, *, given: bool = False) -> None:
        if isinstance(value, (list, tuple)):
            for each in value:
                self._add(each)
        elif isinstance(value, Mapping):
            self._add(list(value.values()))
        elif isinstance(value, Model) or _is_ours(value):
            self.all.append(value)
            if given or _is_ours(value):
                self.left.append(value)
            if _is_ours(value):
                self._add(list(vars(value).values()))

    def written(self, given: Any) -> bytes:
        """What a function gave, and how it left what it was given."""
        places = self.places

        class Writer(pickle.Pickler):
            def persistent_id(self, each: Any) -> int | None:
                return places.get(id(each))

        written = io.BytesIO()
        Writer(written).dump((given, [vars(each) for each in self.left]))
        return written.getvalue()

    def read(self, written: bytes) -> Any:
        """Leave what was given as it was left then; what the function gave."""
        known = self.all

        class Reader(pickle.Unpickler):
            def persistent_load(self, place: int) -> Any:
                return known[place]

        given, left = Reader(io.BytesIO(written)).load()
        for each, there in zip(self.left, left, strict=True):
            vars(each).clear()
            vars(each).update(there)
        return given
