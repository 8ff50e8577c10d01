"""Sealed columns: where encrypted text lies, and under which keys.

Rows are counted and read by what stands in front of a ciphertext: its format and the id of its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import connection

from desist.casework.records.encrypted_text import FORMAT, EncryptedText, seal, unseal


@dataclass(frozen=True, kw_only=True)
class SealedColumn:
    """One encrypted column of one table."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"

    def under(self, key_id: str) -> int:
        """How many ciphertexts were made by a key."""
        return self._count("LIKE %s", [f"{FORMAT}.{key_id}.%"])

    def not_under(self, key_id: str) -> int:
        """How many were made by any other."""
        return self._count("NOT LIKE %s", [f"{FORMAT}.{key_id}.%"])

    def reseal(self, *, under: str, most: int) -> int:
        """Encrypt up to ``most`` ciphertexts anew under the current key; how many were read.

        One that somebody saves meanwhile is left as they saved it.
        """
        quote = connection.ops.quote_name
        table, column = quote(self.table), quote(self.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, public_id, {column} FROM {table} "  # noqa: S608 - names of our models
                f"WHERE {column} NOT LIKE %s ORDER BY id LIMIT %s",
                [f"{FORMAT}.{under}.%", most],
            )
            rows = cursor.fetchall()
            for id_, public_id, held in rows:
                place = f"{self}:{UUID(str(public_id))}"
                cursor.execute(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s AND {column} = %s",  # noqa: S608
                    [str(seal(unseal(held, place=place), place=place)), id_, held],
                )
        return len(rows)

    def _count(self, condition: str, values: list[str]) -> int:
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {quote(self.table)} "  # noqa: S608 - names of our models
                f"WHERE {quote(self.column)} {condition}",
                values,
            )
            return int(cursor.fetchone()[0])


def sealed_columns() -> Iterator[SealedColumn]:
    """Every encrypted column of every model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedText):
                yield SealedColumn(table=model._meta.db_table, column=field.column)
