"""Two groups: the same outcome counted in a treated and a control group, and compared.

The outcome is taken to be something to avoid (reconviction): fewer among the treated is benefit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

from scipy.special import chdtrc, ndtri

from desist.evaluation.exact_two_by_two import conditional_odds_ratio, fisher_p
from desist.evaluation.number_needed import NumberNeeded, number_needed
from desist.evaluation.proportion import (
    ASSUMPTIONS,
    Proportion,
    check_counts,
    proportion,
)
from desist.evaluation.quantity import Findings, Quantity, Test, quantity
from desist.programme.proportion import LEVEL

E_VALUE = "VanderWeele and Ding (2017), Ann. Intern. Med. 167, 268-274"


@dataclass(frozen=True, kw_only=True)
class ConfoundingEValue:
    """How strong an unmeasured confounder would have to be to explain the risk ratio away.

    As a risk ratio with both treatment and outcome. ``limit`` is the same for the limit of the
    interval nearer to 1; it is 1 where the interval holds 1.
    """

    estimate: float | None
    limit: float | None
    source: str = E_VALUE


@dataclass(frozen=True, kw_only=True)
class TwoGroup(Findings):
    """Everything that two counts say about a difference."""

    treated: Proportion
    control: Proportion
    odds_ratio: Quantity
    risk_ratio: Quantity
    risk_difference: Quantity
    conditional_odds_ratio: Quantity
    chi_square: Test
    fisher: Test
    confounding_e_value: ConfoundingEValue
    number_needed: NumberNeeded


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Events and people, treated and control."""

    a: int
    n: int
    c: int
    m: int

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """With and without the event, treated then control."""
        return self.a, self.n - self.a, self.c, self.m - self.c


def two_group(
    treated_events: int,
    treated_total: int,
    control_events: int,
    control_total: int,
    *,
    level: float = LEVEL,
) -> TwoGroup:
    """Compare the share with an event in two independent groups.

    Raises:
        UnusableData: a group is empty, or a count is not between 0 and its group's size.
    """
    check_counts(treated_events, treated_total, where="treated")
    check_counts(control_events, control_total, where="control")
    counts = Counts(a=treated_events, n=treated_total, c=control_events, m=control_total)
    treated = proportion(counts.a, counts.n, level=level)
    control = proportion(counts.c, counts.m, level=level)
    difference = risk_difference(treated, control, level=level)
    ratio = risk_ratio(counts, level=level)
    return TwoGroup(
        treated=treated,
        control=control,
        odds_ratio=odds_ratio(counts, level=level),
        risk_ratio=ratio,
        risk_difference=difference,
        conditional_odds_ratio=conditional_odds_ratio(*counts.cells, level=level),
        chi_square=chi_square(counts),
        fisher=Test(
            statistic=None, degrees_of_freedom=None, p=fisher_p(*counts.cells),
            method="Fisher's exact test, two-sided, by probability",
        ),
        confounding_e_value=confounding_e_value(ratio),
        number_needed=number_needed(difference),
        level=level,
        method="comparison of two independent proportions",
        source="Newcombe (1998), Stat. Med. 17, 873-890, for the difference",
        assumptions=(
            *ASSUMPTIONS,
            "the two groups would have had the same risk but for the treatment",
            "the outcome is something to avoid: fewer events among the treated is benefit",
        ),
        warnings=_warnings(counts),
    )  # fmt: skip


def _warnings(counts: Counts) -> tuple[str, ...]:
    found = []
    if counts.a + counts.c in (0, counts.n + counts.m):
        whom = "nobody" if counts.a + counts.c == 0 else "everybody"
        found.append(f"{whom} had the event: the data say nothing about a ratio of odds")
    elif 0 in counts.cells:
        found.append(
            "a cell of the table is empty: intervals of the odds ratio and risk ratio are computed "
            "with a half added to every cell; prefer the conditional odds ratio"
        )
    smallest = min(_expected(counts))
    if smallest < 5:
        found.append(
            f"the smallest expected count is {smallest:.1f}: prefer Fisher's test to chi-square"
        )
    return tuple(found)


def _expected(counts: Counts) -> tuple[float, ...]:
    total, events = counts.n + counts.m, counts.a + counts.c
    return tuple(
        size * share / total
        for size in (counts.n, counts.m)
        for share in (events, total - events)
    )  # fmt: skip


def risk_difference(treated: Proportion, control: Proportion, *, level: float) -> Quantity:
    """Treated minus control, with Newcombe's hybrid score interval (his method 10)."""
    gap = treated.count / treated.n - control.count / control.n
    (p, l1, u1), (q, l2, u2) = (
        (each.count / each.n, each.low or 0.0, each.high or 0.0) for each in (treated, control)
    )
    return quantity(
        gap,
        (
            gap - sqrt((p - l1) ** 2 + (u2 - q) ** 2),
            gap + sqrt((u1 - p) ** 2 + (q - l2) ** 2),
        ),
        method="Newcombe's hybrid score interval",
        source="Newcombe (1998), Stat. Med. 17, 873-890, method 10",
        level=level,
    )


def odds_ratio(counts: Counts, *, level: float) -> Quantity:
    """The sample odds ratio with Woolf's interval."""
    a, b, c, d = counts.cells
    estimate = None if b * c == 0 else a * d / (b * c)
    w, x, y, z = _never_empty(counts)
    return _on_log_scale(
        estimate,
        log(w * z / (x * y)),
        sqrt(1 / w + 1 / x + 1 / y + 1 / z),
        method="Woolf's interval" + _half_added(counts),
        source="Woolf (1955), Ann. Hum. Genet. 19, 251-253",
        level=level,
        undefined=_undefined(counts),
    )


def risk_ratio(counts: Counts, *, level: float) -> Quantity:
    """The ratio of the two shares with Katz's interval on the log scale."""
    estimate = None if counts.c == 0 else counts.a * counts.m / (counts.n * counts.c)
    w, x, y, z = _never_empty(counts)
    n, m = w + x, y + z
    return _on_log_scale(
        estimate,
        log(w * m / (n * y)),
        sqrt(max(1 / w - 1 / n + 1 / y - 1 / m, 0.0)),
        method="Katz's log interval" + _half_added(counts),
        source="Katz et al. (1978), Biometrics 34, 469-474",
        level=level,
        undefined=_undefined(counts),
    )


def _undefined(counts: Counts) -> str | None:
    if counts.a + counts.c in (0, counts.n + counts.m):
        return "both groups are alike in every person: no ratio can be computed"
    return None


def _never_empty(counts: Counts) -> tuple[float, float, float, float]:
    """The cells; with a half added to each where one is empty (Haldane and Anscombe)."""
    a, b, c, d = counts.cells
    extra = 0.5 if 0 in counts.cells else 0.0
    return a + extra, b + extra, c + extra, d + extra


def _half_added(counts: Counts) -> str:
    return ", a half added to every cell" if 0 in counts.cells else ""


def _on_log_scale(
    estimate: float | None, centre: float, error: float, *, method: str, source: str,
    level: float, undefined: str | None,
) -> Quantity:  # fmt: skip
    if undefined:
        return quantity(None, method=method, source=source, level=level, warnings=[undefined])
    reach = float(ndtri((1 + level) / 2)) * error
    no_estimate = "an empty cell makes the ratio infinite: only its lower limit is given"
    return quantity(
        estimate,
        (
            # A ratio of nought has no other lower limit, an infinite one no upper limit.
            0.0 if estimate == 0 else exp(centre - reach),
            None if estimate is None else exp(centre + reach),
        ),
        method=method,
        source=source,
        level=level,
        warnings=() if estimate is not None else (no_estimate,),
    )


def chi_square(counts: Counts) -> Test:
    """Pearson's chi-square without continuity correction; None where a margin is empty."""
    a, b, c, d = counts.cells
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    value = (a * d - b * c) ** 2 * (a + b + c + d) / margins if margins else None
    return Test(
        statistic=value,
        degrees_of_freedom=1,
        p=None if value is None else float(chdtrc(1, value)),
        method="Pearson's chi-square, no continuity correction",
    )


def confounding_e_value(ratio: Quantity) -> ConfoundingEValue:
    """The E-value of a risk ratio and of its nearer limit (VanderWeele and Ding 2017)."""
    if not ratio.estimate:
        return ConfoundingEValue(estimate=None, limit=None)
    if ratio.low is None or ratio.high is None:
        return ConfoundingEValue(estimate=_e_value(ratio.estimate), limit=None)
    nearer = ratio.low if ratio.estimate > 1 else ratio.high
    holds_one = ratio.low <= 1 <= ratio.high
    return ConfoundingEValue(
        estimate=_e_value(ratio.estimate), limit=1.0 if holds_one else _e_value(nearer)
    )


def _e_value(ratio: float) -> float:
    away = max(ratio, 1 / ratio)
    return away + sqrt(away * (away - 1))
