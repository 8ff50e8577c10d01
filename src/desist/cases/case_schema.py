"""Case schema: the shape of a case file as JSON Schema, for editors and other programs."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from desist.cases.case_file import CaseFile


def case_schema() -> dict[str, Any]:
    """JSON Schema of CASE.toml, made from the very values that the reader fills."""
    schema = TypeAdapter(CaseFile).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema
