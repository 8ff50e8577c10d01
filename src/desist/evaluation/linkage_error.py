"""Linkage error: what missed and false links do to a rate, and the rate with them undone.

A missed link looks like somebody who was not reconvicted, a false one like somebody who was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desist.evaluation.proportion import proportion
from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

SOURCE = "Rogan and Gladen (1978), Am. J. Epidemiol. 107, 71-76"
SENSITIVITIES = (0.90, 0.95, 0.975, 0.99)


@dataclass(frozen=True, kw_only=True)
class CorrectedAt:
    """The corrected rate, were the links found this share of all."""

    sensitivity: float
    rate: Quantity


@dataclass(frozen=True, kw_only=True)
class CorrectedRate(Findings):
    """A rate as linked, as corrected, and as it would be at other sensitivities."""

    observed: Quantity
    sensitivity: float
    specificity: float
    corrected: Quantity
    if_sensitivity: tuple[CorrectedAt, ...]


def corrected_rate(
    count: int, n: int, *, sensitivity: float, specificity: float,
    others: Sequence[float] = SENSITIVITIES, level: float = LEVEL,
) -> CorrectedRate:  # fmt: skip
    """So many of so many linked, with missed and false links undone.

    Raises:
        UnusableData: sensitivity and specificity add up to 1 or less: links would say nothing.
    """
    for each in (sensitivity, *others):
        if not 0 < each <= 1 or not 0 < specificity <= 1 or each + specificity <= 1:
            raise UnusableData(
                "uninformative_linkage", f"links with sensitivity {each:g} and specificity "
                f"{specificity:g} say nothing", where="sensitivity",
                remedy="give shares that add up to more than 1",
            )  # fmt: skip
    observed = proportion(count, n, level=level)
    return CorrectedRate(
        method="observed rate with misclassification undone", source=SOURCE, level=level,
        assumptions=(
            "people with the outcome are all equally likely to be missed, in both arms alike",
            "sensitivity and specificity are taken as exact: the interval is that of the counts",
        ),
        observed=observed, sensitivity=sensitivity, specificity=specificity,
        corrected=_undone(observed, sensitivity, specificity),
        if_sensitivity=tuple(
            CorrectedAt(sensitivity=each, rate=_undone(observed, each, specificity))
            for each in others
        ),
    )  # fmt: skip


def _undone(observed: Quantity, sensitivity: float, specificity: float) -> Quantity:
    false = 1 - specificity

    def undo(rate: float | None) -> float | None:
        if rate is None:
            return None
        return min(max((rate - false) / (sensitivity - false), 0.0), 1.0)

    return quantity(
        undo(observed.estimate), (undo(observed.low), undo(observed.high)),
        method="Wilson interval, misclassification undone", source=SOURCE, level=observed.level,
    )  # fmt: skip
