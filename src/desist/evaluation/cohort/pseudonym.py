"""Pseudonym: how an opaque id looks, and what it must not look like."""

from __future__ import annotations

import polars as pl

SHAPE = r"^[A-Za-z0-9_-]{4,64}$"
OFFICIAL_NUMBERS = r"^(?:[A-Z][0-9]{4}[A-Z]{2}|[A-Z][0-9]{6}|(?:19|20)?[0-9]{2}/[0-9]{1,7}[A-Z])$"
"""Shapes of prison numbers, case reference numbers and police identifiers."""


def is_pseudonym(column: str) -> pl.Expr:
    """Whether each id of a column is opaque: letters with a digit among them, no number known."""
    held = pl.col(column)
    return (
        held.str.contains(SHAPE) & held.str.contains("[0-9]") & ~held.str.contains(OFFICIAL_NUMBERS)
    )
