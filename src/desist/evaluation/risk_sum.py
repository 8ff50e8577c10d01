"""Risk sums: what a Cox model needs of those at risk at each event, in time linear in the rows.

With w a row's relative risk and x its covariates, S0 and S1 are the sums of w and wx over those at
risk, and the same over those who have the event (D0, D1). Efron's rule for ties takes the l-th of d
tied events against S0 - f D0, with f = l / d; every quantity below is a sum of that over l. The
matrix of second moments is never formed at each time: each row enters it once, weighed by the
hazard that it was exposed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from desist.evaluation.follow_up import FollowUp
from desist.evaluation.time_grid import Numbers, Places, from_here_on, order_of

Ties = Literal["efron", "breslow"]


@dataclass(frozen=True, kw_only=True, eq=False)
class RiskRows:
    """Rows in order of time, with scaled covariates, and which places have events."""

    x: Numbers
    event: np.ndarray
    place: Places
    entry: Places | None
    size: int
    order: Places
    ties: Ties

    @classmethod
    def of(cls, rows: FollowUp, x: Numbers, ties: Ties) -> RiskRows:
        """Put the rows in order of time; only event code 1 counts as an event."""
        size = len(rows.times)
        order = order_of(rows.place, size)
        return cls(
            x=np.ascontiguousarray(x[order].T),
            event=rows.event[order] == 1,
            place=rows.place[order],
            entry=None if rows.entry is None else rows.entry[order],
            size=size,
            order=order,
            ties=ties,
        )

    @cached_property
    def event_place(self) -> Places:
        """The place of each event, in order."""
        return np.asarray(self.place[self.event])

    @cached_property
    def event_x(self) -> Numbers:
        """The covariates of each event, in the same order."""
        return np.ascontiguousarray(self.x[:, self.event])

    @cached_property
    def tied(self) -> Numbers:
        """How many events there are at each place."""
        return np.bincount(self.event_place, minlength=self.size).astype(np.float64)

    @cached_property
    def fraction(self) -> Numbers:
        """For each event, the share of those tied with it that go before it (nought: Breslow)."""
        if self.ties == "breslow":
            return np.zeros(len(self.event_place))
        first = np.cumsum(self.tied) - self.tied
        before = np.arange(len(self.event_place)) - first[self.event_place]
        return np.asarray(before / self.tied[self.event_place])

    def over_risk_sets(self, values: Numbers) -> Numbers:
        """The sum of a value over those at risk at each place."""
        total = from_here_on(_sums(self.place, values, self.size))
        if self.entry is not None:
            total -= from_here_on(_sums(self.entry, values, self.size + 1))[1:]
        return total

    def over_events(self, values: Numbers) -> Numbers:
        """The sum of one value for each event over those at each place."""
        return _sums(self.event_place, values, self.size)

    def exposure(self, at_places: Numbers) -> Numbers:
        """For each row, the sum of what lies at the places at which it is at risk.

        Works along the last axis.
        """
        running = np.cumsum(at_places, axis=-1)
        total = running[..., self.place]
        if self.entry is not None:
            before = np.concatenate((np.zeros_like(running[..., :1]), running), axis=-1)
            total = total - before[..., self.entry]
        return np.asarray(total)


def _sums(places: Places, values: Numbers, size: int) -> Numbers:
    """The sum of the values at each place."""
    return np.bincount(places, values, size).astype(np.float64, copy=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class RiskSums:
    """The sums at one value of the coefficients."""

    rows: RiskRows
    score: Numbers
    risk: Numbers
    s0: Numbers
    d0: Numbers

    @classmethod
    def at(cls, rows: RiskRows, coefficients: Numbers) -> RiskSums:
        """At these coefficients (of the scaled covariates)."""
        score = coefficients @ rows.x
        # Only ratios of risks matter: the largest is 1, so that none overflows.
        score -= score.max()
        risk = np.exp(score)
        return cls(
            rows=rows,
            score=score,
            risk=risk,
            s0=rows.over_risk_sets(risk),
            d0=rows.over_events(risk[rows.event]),
        )

    @cached_property
    def s1(self) -> Numbers:
        """S1, a row for each covariate."""
        return np.stack([self.rows.over_risk_sets(self.risk * each) for each in self.rows.x])

    @cached_property
    def d1(self) -> Numbers:
        """D1, a row for each covariate."""
        risk = self.risk[self.rows.event]
        return np.stack([self.rows.over_events(risk * each) for each in self.rows.event_x])

    @cached_property
    def against(self) -> Numbers:
        """For each event, the risk that it is taken against: S0 - f D0."""
        place = self.rows.event_place
        return np.asarray(self.s0[place] - self.rows.fraction * self.d0[place])

    @cached_property
    def moments(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """At each place, the sums over its events of 1/s, f/s, 1/s², f/s², f²/s² (s: against)."""
        inverse, f = 1 / self.against, self.rows.fraction
        square = inverse * inverse
        sums = [inverse, f * inverse, square, f * square, f * f * square]
        a, c, b0, b1, b2 = (self.rows.over_events(each) for each in sums)
        return a, c, b0, b1, b2

    def log_likelihood(self) -> float:
        """The partial log-likelihood; minus infinity or not-a-number far from its maximum."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(self.score[self.rows.event].sum() - np.log(self.against).sum())

    def gradient(self, weights: Numbers | None = None) -> Numbers:
        """The first derivatives; each place weighed, where weights are given."""
        a, c, *_ = self.moments
        taken = self.rows.event_x
        if weights is None:
            return np.asarray(taken.sum(axis=1) - self.s1 @ a + self.d1 @ c)
        a, c = a * weights, c * weights
        taken = taken @ weights[self.rows.event_place]
        return np.asarray(taken - self.s1 @ a + self.d1 @ c)

    def information(self, weights: Numbers | None = None) -> Numbers:
        """Minus the second derivatives; each place weighed, where weights are given."""
        a, c, b0, b1, b2 = self.moments
        if weights is not None:
            a, c, b0, b1, b2 = (each * weights for each in (a, c, b0, b1, b2))
        rows = self.rows
        exposed = self.risk * rows.exposure(a)
        exposed[rows.event] -= self.risk[rows.event] * c[rows.event_place]
        second = (rows.x * exposed) @ rows.x.T
        cross = (self.s1 * b1) @ self.d1.T
        means = (self.s1 * b0) @ self.s1.T - cross - cross.T + (self.d1 * b2) @ self.d1.T
        return np.asarray(second - means)

    def residuals(self) -> Numbers:
        """The score residual of each row, one row of the result each, in order of time."""
        a, c, b0, b1, b2 = self.moments
        rows = self.rows
        mean_hazard = b0 * self.s1 - b1 * self.d1
        result = -self.risk * (rows.x * rows.exposure(a) - rows.exposure(mean_hazard))
        place, risk = rows.event_place, self.risk[rows.event]
        tied = rows.tied[place]
        mean = (a * self.s1 - c * self.d1)[:, place] / tied
        spared = risk * (rows.event_x * c[place] - (b1 * self.s1 - b2 * self.d1)[:, place])
        result[:, rows.event] += rows.event_x - mean + spared
        return np.asarray(result.T)
