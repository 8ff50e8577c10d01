"""Latent profiles: normal distributions of one spread that together give the scores seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from desist.evaluation.table import Numbers

STARTS, ROUNDS, SMALLEST_GAIN = 20, 1000, 1e-8
LEAST_VARIANCE = 1e-6
"""Of a standardised scale, within profiles: below it a profile holds identical people."""


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """A fitted mixture: shares, means (a row a profile), the one variance of each scale."""

    shares: Numbers
    means: Numbers
    variances: Numbers
    log_likelihood: float
    converged: bool

    @property
    def parameters(self) -> int:
        """How many were estimated."""
        profiles, scales = int(self.means.shape[0]), int(self.means.shape[1])
        return profiles - 1 + profiles * scales + scales

    def bic(self, people: int) -> float:
        """Schwarz's criterion; the less, the better for the number of people."""
        return float(-2 * self.log_likelihood + self.parameters * np.log(people))

    def in_order(self) -> Mixture:
        """The same, the profile with the lowest means first, so that runs can be compared."""
        order = np.argsort(self.means.mean(axis=1))
        return replace(self, shares=self.shares[order], means=self.means[order])

    def memberships(self, scores: Numbers) -> Numbers:
        """For each person the probability of each profile."""
        weighted = _log_densities(scores, self) + np.log(self.shares)
        return np.exp(weighted - _log_sum(weighted)[:, None])

    def labels(self, scores: Numbers) -> NDArray[np.intp]:
        """Everybody's likeliest profile, counted from nought."""
        found: NDArray[np.intp] = self.memberships(scores).argmax(axis=1)
        return found


def fit_mixture(scores: Numbers, first: Numbers) -> Mixture:
    """Maximise the likelihood from first means, by expectation and maximisation.

    ``scores`` have a row a person and a column a scale, none missing. The spread is the same in
    every profile and scales are independent within one: mclust's model EEI.
    """
    profiles = len(first)
    variances = np.maximum(scores.var(axis=0), LEAST_VARIANCE)
    held = Mixture(
        shares=np.full(profiles, 1 / profiles), means=first, variances=variances,
        log_likelihood=-np.inf, converged=False,
    )  # fmt: skip
    before = -np.inf
    for _ in range(ROUNDS):
        weighted = _log_densities(scores, held) + np.log(held.shares)
        total = _log_sum(weighted)
        now = float(total.sum())
        if now - before < SMALLEST_GAIN * max(1.0, abs(now)):
            return replace(held, log_likelihood=now, converged=True)
        before = now
        held = _maximised(scores, np.exp(weighted - total[:, None]))
    return replace(held, log_likelihood=before)


def likeliest_mixture(scores: Numbers, profiles: int, dice: np.random.Generator) -> Mixture:
    """The likeliest of several starts: half of them at people, half at the means of k-means."""
    tried = []
    for start in range(1 if profiles == 1 else STARTS):
        first = first_means(scores, profiles, dice)
        tried.append(fit_mixture(scores, nearest_means(scores, first) if start % 2 else first))
    return max(tried, key=lambda each: each.log_likelihood)


def first_means(scores: Numbers, profiles: int, dice: np.random.Generator) -> Numbers:
    """People far apart, drawn as k-means++ draws them."""
    chosen = [scores[dice.integers(len(scores))]]
    while len(chosen) < profiles:
        gaps = np.min([((scores - each) ** 2).sum(axis=1) for each in chosen], axis=0)
        total = gaps.sum()
        chance = gaps / total if total > 0 else np.full(len(scores), 1 / len(scores))
        chosen.append(scores[dice.choice(len(scores), p=chance)])
    return np.array(chosen)


def nearest_means(scores: Numbers, first: Numbers) -> Numbers:
    """The means of k-means from these first ones; an empty cluster keeps its place."""
    means = first.copy()
    for _ in range(ROUNDS):
        cluster = _nearest(scores, means)
        moved = np.array(
            [
                scores[cluster == each].mean(axis=0) if (cluster == each).any() else means[each]
                for each in range(len(means))
            ]
        )
        if np.allclose(moved, means):
            break
        means = moved
    return means


def nearest_labels(scores: Numbers, first: Numbers) -> NDArray[np.intp]:
    """Everybody's cluster by k-means from these first means."""
    return _nearest(scores, nearest_means(scores, first))


def _nearest(scores: Numbers, means: Numbers) -> NDArray[np.intp]:
    gaps = ((scores[:, None, :] - means[None, :, :]) ** 2).sum(axis=2)
    found: NDArray[np.intp] = gaps.argmin(axis=1)
    return found


def _maximised(scores: Numbers, memberships: Numbers) -> Mixture:
    sizes = memberships.sum(axis=0) + 10 * np.finfo(float).eps
    means = (memberships.T @ scores) / sizes[:, None]
    squares = memberships.T @ scores**2 - sizes[:, None] * means**2
    variances = np.maximum(squares.sum(axis=0) / len(scores), LEAST_VARIANCE)
    return Mixture(
        shares=sizes / sizes.sum(), means=means, variances=variances,
        log_likelihood=-np.inf, converged=False,
    )  # fmt: skip


def _log_densities(scores: Numbers, held: Mixture) -> Numbers:
    gaps = (scores[:, None, :] - held.means[None, :, :]) ** 2 / held.variances
    spread = np.log(2 * np.pi * held.variances).sum()
    found: Numbers = -0.5 * (gaps.sum(axis=2) + spread)
    return found


def _log_sum(weighted: Numbers) -> Numbers:
    top = weighted.max(axis=1)
    found: Numbers = top + np.log(np.exp(weighted - top[:, None]).sum(axis=1))
    return found
