"""Unusable data: a named error for data that no honest figure can be computed from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROWS_NAMED = 5


class UnusableData(ValueError):
    """Data that are impossible or say nothing about the question.

    ``name`` identifies the fault and never changes; ``where`` is the argument or column at fault;
    ``rows`` are the positions at fault, counted from nought.
    """

    def __init__(
        self, name: str, problem: str, *, remedy: str, where: str = "", rows: Sequence[int] = ()
    ) -> None:
        """Say what is wrong and how it is mended."""
        self.name = name
        self.problem = problem
        self.remedy = remedy
        self.where = where
        self.rows = tuple(rows)
        super().__init__(f"{name}: {problem}. {remedy[:1].upper()}{remedy[1:]}.")


def refuse_where(
    at_fault: NDArray[np.bool_], name: str, problem: str, *, remedy: str, where: str = ""
) -> None:
    """Raise ``UnusableData``, naming the rows, if any is at fault."""
    if at_fault.any():
        rows = np.flatnonzero(at_fault)
        raise UnusableData(name, problem, remedy=remedy, where=where, rows=rows.tolist())
