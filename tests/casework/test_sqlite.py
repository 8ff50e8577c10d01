"""SQLite is asked as Django asks it, whatever stands in a query."""

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")


@pytest.mark.parametrize(
    "query",
    ["SELECT 1", "SELECT %s, %s", "SELECT '%%s', %s", "SELECT '100%%'", "SELECT %%%s", ""],
)
def test_a_query_is_put_into_the_words_that_django_puts_it_into(db, query):
    with connection.cursor() as cursor:
        for _time in range(2):
            made = cursor.convert_query(query)
            assert made == SQLiteCursorWrapper.convert_query(cursor, query)


def test_values_stand_in_their_places_by_order_or_by_name(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, '%%', %s", ["a", "b"])
        assert cursor.fetchone() == ("a", "%", "b")
        cursor.execute("SELECT %(b)s, %(a)s", {"a": 1, "b": 2})
        assert cursor.fetchone() == (2, 1)
