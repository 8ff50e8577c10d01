"""Covariate: the columns of a model, checked and brought to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from desist.evaluation.time_grid import Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where

SINGULAR = 1e-11
"""Smallest eigenvalue of the correlation matrix that is not taken for nought."""


def matrix_of(covariates: Mapping[str, ArrayLike], n: int) -> tuple[tuple[str, ...], Numbers]:
    """The names and the columns of the covariates.

    Raises:
        UnusableData: named ``no_covariates``, ``lengths_differ`` or ``not_finite``.
    """
    if not covariates:
        raise UnusableData(
            "no_covariates", "there are no covariates", remedy="name some", where="covariates"
        )
    x = np.empty((n, len(covariates)))
    for k, (name, values) in enumerate(covariates.items()):
        column = np.asarray(values, dtype=np.float64)
        if len(column) != n:
            raise UnusableData(
                "lengths_differ", f"{len(column)} values for {n} rows", remedy="give one each",
                where=name,
            )  # fmt: skip
        refuse_where(
            ~np.isfinite(column), "not_finite", "holds what is no finite number",
            remedy="leave out rows with missing values", where=name,
        )  # fmt: skip
        x[:, k] = column
    return tuple(covariates), x


def scaled_covariates(covariates: Numbers, names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Covariates with mean 0 and standard deviation 1, and what they were divided by.

    Raises:
        UnusableData: a covariate is constant, or follows from the others.
    """
    centred = covariates - covariates.mean(axis=0)
    scale = np.sqrt((centred**2).mean(axis=0))
    size = np.abs(covariates).max(axis=0)
    for name, spread, largest in zip(names, scale, size, strict=True):
        if spread <= 1e-12 * max(largest, 1e-300):
            raise UnusableData(
                "constant_covariate", "has the same value in every row",
                remedy="leave it out: nothing can be learnt about it", where=name,
            )  # fmt: skip
    scaled = centred / scale
    values, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    if values[0] < SINGULAR:
        involved = [
            name for name, part in zip(names, vectors[:, 0], strict=True) if abs(part) > 1e-6
        ]
        raise UnusableData(
            "collinear_covariates", f"{', '.join(involved)} follow from each other",
            remedy="leave one of them out (such as one category of each kind)", where=involved[0],
        )  # fmt: skip
    return scaled, scale
