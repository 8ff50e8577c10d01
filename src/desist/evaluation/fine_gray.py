"""Fine-Gray: how covariates act on the cumulative incidence of one kind of event.

Whoever has a competing event stays in the risk set, with a weight that falls as people would have
been censored. Every sum is a running total forwards or backwards in time, so the likelihood, its
derivatives and the standard errors (with the part that comes from estimating the weights) all take
time linear in the rows. Conventions are those of the package cmprsk: the weight at an event is of
the censoring curve just before it, whoever has an event is at risk of censoring that day, and tied
events are taken as Breslow does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from desist.evaluation.covariate import scaled_covariates
from desist.evaluation.follow_up import CENSORED, FollowUp
from desist.evaluation.newton import Maximum, maximise
from desist.evaluation.time_grid import Numbers, Places, from_here_on, order_of
from desist.evaluation.unusable_data import UnusableData

FINE_GRAY = "Fine and Gray (1999), J. Am. Stat. Assoc. 94, 496-509"


@dataclass(frozen=True, kw_only=True, eq=False)
class WeightedRows:
    """Rows in order of time, and the censoring curve ``uncensored`` just before each place."""

    x: Numbers
    place: Places
    mine: np.ndarray
    competing: np.ndarray
    censored: np.ndarray
    at_risk: Numbers
    leaving: Numbers
    uncensored: Numbers
    tied: Numbers

    @classmethod
    def of(cls, rows: FollowUp, x: Numbers, cause: int) -> WeightedRows:
        """Put the rows in order of time."""
        order = order_of(rows.place, len(rows.times))
        event = rows.event[order]
        leaving = rows.ending(CENSORED)
        curve = np.cumprod(1 - leaving / rows.at_risk)
        return cls(
            x=np.ascontiguousarray(x[order].T),
            place=rows.place[order],
            mine=event == cause,
            competing=(event != CENSORED) & (event != cause),
            censored=event == CENSORED,
            at_risk=rows.at_risk,
            leaving=leaving,
            uncensored=np.concatenate(([1.0], curve[:-1])),
            tied=rows.ending(cause),
        )

    @cached_property
    def carried(self) -> Numbers:
        """What a row that had a competing event weighs later, for each unit of ``uncensored``."""
        return np.where(self.competing, 1 / self.uncensored[self.place], 0.0)

    def summed(self, values: Numbers) -> Numbers:
        """The sums of a value at each place."""
        return np.bincount(self.place, values, len(self.tied)).astype(np.float64, copy=False)

    def over_risk_sets(self, values: Numbers) -> Numbers:
        """The weighted sums of a value over the risk set at each place."""
        return from_here_on(self.summed(values)) + self.uncensored * self.held_over(values)

    def held_over(self, values: Numbers) -> Numbers:
        """The sum over those with a competing event before each place, weighed as carried."""
        return _before(np.cumsum(self.summed(values * self.carried)))

    def exposure(self, at_places: Numbers) -> Numbers:
        """For each row, the weighted sum of what lies at the places at which it is at risk."""
        so_far = np.cumsum(at_places, axis=-1)[..., self.place]
        later = _after(at_places * self.uncensored)[..., self.place]
        return np.asarray(so_far + self.carried * later)


def _before(running: Numbers) -> Numbers:
    """The running total just before each place."""
    return np.concatenate(([0.0], running[:-1]))


def _after(at_places: Numbers) -> Numbers:
    """The sum of what lies beyond each place, along the last axis."""
    total = np.cumsum(at_places, axis=-1)
    return np.asarray(total[..., -1:] - total)


@dataclass(frozen=True, kw_only=True, eq=False)
class WeightedSums:
    """The sums at one value of the coefficients."""

    rows: WeightedRows
    score: Numbers
    risk: Numbers
    s0: Numbers

    @classmethod
    def at(cls, rows: WeightedRows, coefficients: Numbers) -> WeightedSums:
        """At these coefficients (of the scaled covariates)."""
        score = coefficients @ rows.x
        score -= score.max()
        risk = np.exp(score)
        return cls(rows=rows, score=score, risk=risk, s0=rows.over_risk_sets(risk))

    @cached_property
    def hazard(self) -> Numbers:
        """The step of the subdistribution hazard at each place."""
        return np.divide(
            self.rows.tied, self.s0, out=np.zeros_like(self.s0), where=self.rows.tied > 0
        )

    @cached_property
    def mean(self) -> Numbers:
        """The weighted mean of the covariates over the risk set at each place."""
        sums = np.stack([self.rows.over_risk_sets(self.risk * each) for each in self.rows.x])
        return np.divide(sums, self.s0, out=np.zeros_like(sums), where=self.rows.tied > 0)

    def log_likelihood(self) -> float:
        """The logarithm of the weighted partial likelihood; not finite far from its maximum."""
        happened = self.rows.tied > 0
        with np.errstate(divide="ignore", invalid="ignore"):
            expected = self.rows.tied[happened] @ np.log(self.s0[happened])
        return float(self.score[self.rows.mine].sum() - expected)

    def gradient(self) -> Numbers:
        """The first derivatives."""
        return np.asarray(self.rows.x[:, self.rows.mine].sum(axis=1) - self.mean @ self.rows.tied)

    def information(self) -> Numbers:
        """Minus the second derivatives."""
        exposed = self.risk * self.rows.exposure(self.hazard)
        second = (self.rows.x * exposed) @ self.rows.x.T
        return np.asarray(second - (self.mean * self.rows.tied) @ self.mean.T)

    def residuals(self) -> Numbers:
        """What each row adds to the score, with what it adds through the weights."""
        rows, mean = self.rows, self.mean
        exposed, exposed_mean = rows.exposure(self.hazard), rows.exposure(self.hazard * mean)
        result = -self.risk * (rows.x * exposed - exposed_mean)
        result[:, rows.mine] += rows.x[:, rows.mine] - mean[:, rows.place[rows.mine]]
        through = self._through_weights()
        drift = np.cumsum(through * rows.leaving / rows.at_risk**2, axis=1)
        result -= drift[:, rows.place]
        left = rows.place[rows.censored]
        result[:, rows.censored] += through[:, left] / rows.at_risk[left]
        return np.asarray(result.T)

    def _through_weights(self) -> Numbers:
        """The change of the score by the censoring hazard at each place (q in the paper)."""
        rows = self.rows
        ahead = self.hazard * rows.uncensored
        hazards, means = from_here_on(ahead), from_here_on((ahead * self.mean).T).T
        held = rows.held_over(self.risk)
        held_x = np.stack([rows.held_over(self.risk * each) for each in rows.x])
        return np.asarray(held_x * hazards - held * means)


FineGrayFit = Maximum[WeightedSums]


def fit_fine_gray(
    rows: FollowUp, covariates: Numbers, names: tuple[str, ...], *, cause: int = 1
) -> tuple[FineGrayFit, Numbers]:
    """The fit, and the covariance of its coefficients.

    Raises:
        UnusableData: named ``no_witness`` where rows enter late, or what a Cox model refuses.
    """
    if rows.start is not None:
        raise UnusableData(
            "no_witness", "no agreed standard errors are known where people enter late",
            remedy="compare cause-specific hazards, or leave out --start", where="start",
        )  # fmt: skip
    scaled, scale = scaled_covariates(covariates, names)
    fit = maximise(partial(WeightedSums.at, WeightedRows.of(rows, scaled, cause)), scale, names)
    # Derivatives by the coefficients of the covariates themselves are greater by the scale.
    changes = fit.covariance @ (fit.sums.residuals() * scale).T
    return fit, np.asarray(changes @ changes.T)
