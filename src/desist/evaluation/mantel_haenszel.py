"""Mantel and Haenszel: one ratio over several tables, weighted so that sparse ones do no harm."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log, sqrt
from typing import Literal

from scipy.special import ndtri

from desist.evaluation.quantity import Quantity, quantity
from desist.evaluation.table import Numbers

SOURCE = "Mantel and Haenszel (1959), J. Natl. Cancer Inst. 22, 719-748"
VARIANCES = {
    "odds_ratio": "Robins, Breslow and Greenland (1986), Biometrics 42, 311-323",
    "risk_ratio": "Greenland and Robins (1985), Biometrics 41, 55-68",
}


def mantel_haenszel(
    counts: Mapping[str, Numbers], measure: Literal["odds_ratio", "risk_ratio"], *, level: float
) -> Quantity:
    """The pooled ratio of tables ``treated_events, treated_total, control_events, control_total``.

    Nothing is added to empty cells.
    """
    a, c = counts["treated_events"], counts["control_events"]
    n, m = counts["treated_total"], counts["control_total"]
    total = n + m
    if measure == "odds_ratio":
        b, d = n - a, m - c
        r, s = a * d / total, b * c / total
        p, q = (a + d) / total, (b + c) / total
        above, below = float(r.sum()), float(s.sum())
        variance = _sum(p * r) / (2 * above**2) if above else 0.0
        variance += _sum(p * s + q * r) / (2 * above * below) if above and below else 0.0
        variance += _sum(q * s) / (2 * below**2) if below else 0.0
    else:
        above, below = _sum(a * m / total), _sum(c * n / total)
        inner = _sum((n * m * (a + c) - a * c * total) / total**2)
        variance = inner / (above * below) if above and below else 0.0
    method = "Mantel-Haenszel, no continuity correction"
    source = f"{SOURCE}; variance {VARIANCES[measure]}"
    if not above or not below:
        return quantity(
            0.0 if below else None, method=method, source=source, level=level,
            warnings=("one group had no events in any study: the ratio has no interval",),
        )  # fmt: skip
    centre, reach = log(above / below), float(ndtri((1 + level) / 2)) * sqrt(variance)
    return quantity(
        exp(centre), (exp(centre - reach), exp(centre + reach)),
        method=method, source=source, level=level,
    )  # fmt: skip


def _sum(values: Numbers) -> float:
    return float(values.sum())
