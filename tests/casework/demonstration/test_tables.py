"""Tables laid at once are those that the migrations make."""

import re

import pytest
from django.conf import settings
from django.db import ConnectionHandler, connection
from django.db.migrations.executor import MigrationExecutor

from desist.casework.demonstration.tables import NotEmpty, lay_tables

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
def empty(tmp_path, django_db_setup, django_db_blocker):
    """A connection to an empty database beside that of the tests."""
    held = dict(settings.DATABASES["default"], NAME=str(tmp_path / "empty.sqlite3"))
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            held["NAME"] = "desist_laid_at_once"
            _without_database(f"DROP DATABASE IF EXISTS {held['NAME']}")
            _without_database(f"CREATE DATABASE {held['NAME']}")
        made = ConnectionHandler({"default": held})["default"]
        yield made
        made.close()
        if connection.vendor == "postgresql":
            _without_database(f"DROP DATABASE {held['NAME']}")


def _without_database(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


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


def test_tables_laid_at_once_are_those_that_the_migrations_make(db, empty):
    lay_tables(empty)
    laid, migrated = shape(empty), shape(connection)
    assert len(laid) > 1_000
    assert laid - migrated == set()
    assert migrated - laid == set()


def test_nothing_is_left_to_migrate_afterwards(empty):
    lay_tables(empty)
    executor = MigrationExecutor(empty)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_database_that_holds_anything_is_left_alone(empty):
    with empty.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id integer)")
    with pytest.raises(NotEmpty):
        lay_tables(empty)
    assert empty.introspection.table_names() == ["kept"]
