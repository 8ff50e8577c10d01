"""Agreement of two ways to sort the same people, and of profiles with those of resamples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.latent_profile import Mixture, first_means, fit_mixture
from desist.evaluation.table import Numbers

Labels = NDArray[np.intp]
RESAMPLES = 50


def adjusted_rand(one: Labels, other: Labels) -> float:
    """1 where two sortings agree, about 0 by chance alone (Hubert and Arabie 1985)."""
    table = _crossed(one, other)
    together = _pairs(table).sum()
    rows, columns = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    expected = rows * columns / _pairs(np.array([len(one)])).sum()
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def best_jaccard(one: Labels, other: Labels) -> NDArray[np.float64]:
    """For each group of ``one`` how far the nearest group of ``other`` holds the same people."""
    table = _crossed(one, other)
    either = table.sum(axis=1)[:, None] + table.sum(axis=0)[None, :] - table
    found: NDArray[np.float64] = (table / np.maximum(either, 1)).max(axis=1)
    return found


def stability_of(
    scores: Numbers, kept: Mixture, dice: np.random.Generator
) -> tuple[float, NDArray[np.float64]]:
    """Refit on resamples; how far everybody comes together again, and each profile's people.

    Mean adjusted Rand index, and mean Jaccard similarity of each profile (Hennig 2007).
    """
    labels, rand = kept.labels(scores), []
    jaccard = np.zeros(len(kept.means))
    for _ in range(RESAMPLES):
        drawn = scores[dice.integers(len(scores), size=len(scores))]
        starts = (kept.means, first_means(drawn, len(kept.means), dice))
        fitted = [fit_mixture(drawn, each) for each in starts]
        other = max(fitted, key=lambda each: each.log_likelihood).labels(scores)
        rand.append(adjusted_rand(labels, other))
        found = best_jaccard(labels, other)
        jaccard[: len(found)] += found
    return float(np.mean(rand)), jaccard / RESAMPLES


def _crossed(one: Labels, other: Labels) -> NDArray[np.float64]:
    table = np.zeros((int(one.max()) + 1, int(other.max()) + 1))
    np.add.at(table, (one, other), 1)
    return table


def _pairs(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = counts * (counts - 1) / 2
    return found
