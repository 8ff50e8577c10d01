"""Tables laid at once are those that the migrations make."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from desist.casework.demonstration.tables import NotEmpty, lay_tables
from tests.casework.schema import new_database

ON_POSTGRESQL = """
    SELECT 'column', table_name, column_name, data_type || coalesce(character_maximum_length, 0)
        || is_nullable || is_identity FROM information_schema.columns WHERE table_schema = 'public'
    UNION SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    UNION SELECT 'index', tablename, indexname, indexdef FROM pg_indexes
        WHERE schemaname = 'public'
    UNION SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
"""


@pytest.fixture
def another(tmp_path, django_db_setup, django_db_blocker):
    """A new and empty database beside that of the tests, whenever one is asked for."""

    @contextmanager
    def made():
        sqlite = connection.vendor == "sqlite"
        name = tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite3" if sqlite else "desist_beside"
        with django_db_blocker.unblock(), new_database(str(name)) as empty:
            yield empty

    return made


def migrate(empty):
    """Carry out every migration."""
    executor = MigrationExecutor(empty)
    executor.migrate(executor.loader.graph.leaf_nodes())


def shape(held):
    """Every column, constraint, index and trigger, in no order."""
    with held.cursor() as cursor:
        if held.vendor == "postgresql":
            cursor.execute(ON_POSTGRESQL)
            return set(cursor.fetchall())
        cursor.execute("SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {each for row in cursor.fetchall() for each in _parts(*row)}


def _parts(kind, table, name, sql):
    """A table of SQLite by its columns and constraints: a migration puts new ones at the end."""
    if kind != "table":
        return {(kind, table, name, sql)}
    within = sql[sql.index("(") + 1 : sql.rindex(")")]
    parts, depth = [""], 0
    for sign in within:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return {(kind, table, name, re.sub(r"\s+", " ", each).strip()) for each in parts}


def test_tables_laid_at_once_are_those_that_the_migrations_make(another):
    """Those of every test are laid at once."""
    with another() as empty:
        lay_tables(empty)
        laid, held = shape(empty), rows(empty)
    with another() as empty:
        migrate(empty)
        made = shape(empty)
        assert rows(empty) == held == {"django_migrations"}, "no migration makes a row"
    assert len(laid) > 1_000
    assert laid - made == set()
    assert made - laid == set()


def rows(held):
    """The tables that hold any."""
    with held.cursor() as cursor:
        names = held.introspection.table_names(cursor)
        return {name for name in names if _holds(cursor, name)}


def _holds(cursor, name):
    cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608 - the name of a table
    return cursor.fetchone() is not None


def test_nothing_is_left_to_migrate_afterwards(another):
    with another() as empty:
        lay_tables(empty)
        executor = MigrationExecutor(empty)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_database_that_holds_anything_is_left_alone(another):
    with another() as kept:
        with kept.cursor() as cursor:
            cursor.execute("CREATE TABLE kept (id integer)")
        with pytest.raises(NotEmpty):
            lay_tables(kept)
        assert kept.introspection.table_names() == ["kept"]
