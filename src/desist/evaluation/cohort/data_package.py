"""Data package: the published schema and data dictionary of the three tables.

In the form of a Frictionless Data Package, made from the very records that the reader checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from desist.evaluation.cohort.record import FURTHER_EPISODE_COLUMNS, TABLES, Told

PROFILE = "tabular-data-package"
TYPES: Mapping[type, str] = {str: "string", date: "date", int: "integer", float: "number"}


@dataclass(frozen=True, kw_only=True)
class ColumnSchema:
    """One column: its type, whether it must be filled, its allowed values and limits."""

    name: str
    type: type
    is_required: bool
    description: str
    values: tuple[str, ...]
    limits: Mapping[str, float]


@cache
def columns_of(table: str) -> tuple[ColumnSchema, ...]:
    """The columns of ``episodes``, ``outcomes`` or ``liberty``."""
    record = TABLES[table]
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        _column(each.name, *get_args(hints[each.name])) for each in fields(record)
    )  # fmt: skip


def _column(name: str, hint: Any, about: Told) -> ColumnSchema:
    is_optional = isinstance(hint, UnionType)
    if is_optional:
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    values = get_args(hint) if get_origin(hint) is Literal else ()
    return ColumnSchema(
        name=name,
        type=str if values else hint,
        is_required=not is_optional,
        description=about.description,
        values=values,
        limits=about.limits,
    )


def cohort_data_package() -> dict[str, Any]:
    """The three tables as ``datapackage.json``."""
    return {
        "profile": PROFILE,
        "name": "desist-cohort",
        "title": "Cohort for the evaluation of a programme: pseudonyms only",
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: str) -> dict[str, Any]:
    columns = columns_of(table)
    schema: dict[str, Any] = {"fields": [_field(each) for each in columns]}
    if table == "episodes":
        schema["primaryKey"] = "pseudonym"
    else:
        schema["foreignKeys"] = [
            {"fields": "pseudonym", "reference": {"resource": "episodes", "fields": "pseudonym"}}
        ]
    resource = {
        "name": table,
        "path": f"{table}.parquet",
        "format": "parquet",
        "description": TABLES[table].__doc__,
        "schema": schema,
    }
    if table == "episodes":
        resource["furtherColumns"] = {"pattern": FURTHER_EPISODE_COLUMNS, "type": "number"}
    return resource


def _field(column: ColumnSchema) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.is_required}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": TYPES[column.type],
        "description": column.description,
        "constraints": constraints | dict(column.limits),
    }
