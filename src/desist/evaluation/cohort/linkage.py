"""Linkage: what missed and false links would make of the primary outcomes' rates."""

from __future__ import annotations

from dataclasses import dataclass

from desist.evaluation.cohort.analysis_plan import LinkageQuality
from desist.evaluation.cohort.effect import OutcomeAtHorizon
from desist.evaluation.linkage_error import SENSITIVITIES, SOURCE, CorrectedRate, corrected_rate
from desist.evaluation.quantity import Quantity, quantity

ALIKE = "links are missed and false alike in both arms"


@dataclass(frozen=True, kw_only=True)
class DifferenceIf:
    """The difference in rates, were the links found this share of all, in both arms alike."""

    sensitivity: float
    difference: Quantity


@dataclass(frozen=True, kw_only=True)
class LinkageCorrected:
    """One outcome: each arm's rate corrected, and the difference at several sensitivities."""

    outcome: str
    horizon_days: int
    treated: CorrectedRate
    control: CorrectedRate
    differences: tuple[DifferenceIf, ...]


def linkage_corrected(found: OutcomeAtHorizon, quality: LinkageQuality) -> LinkageCorrected | None:
    """The outcome with linkage error undone; None where its counts are withheld."""
    compared = found.comparison
    if compared is None:
        return None
    arms = [
        corrected_rate(
            arm.count, arm.n, sensitivity=quality.sensitivity, specificity=quality.specificity,
            level=compared.risk_difference.level,
        )
        for arm in (compared.treated, compared.control)
    ]  # fmt: skip
    asked = sorted({quality.sensitivity, *SENSITIVITIES})
    return LinkageCorrected(
        outcome=found.outcome, horizon_days=found.horizon_days, treated=arms[0], control=arms[1],
        differences=tuple(
            DifferenceIf(
                sensitivity=each,
                difference=_undone(compared.risk_difference, each, quality.specificity),
            )
            for each in asked
        ),
    )  # fmt: skip


def _undone(difference: Quantity, sensitivity: float, specificity: float) -> Quantity:
    """False links fall out of a difference; missed ones shrink it."""
    scale = sensitivity + specificity - 1

    def undo(value: float | None) -> float | None:
        return None if value is None else min(max(value / scale, -1.0), 1.0)

    return quantity(
        undo(difference.estimate), (undo(difference.low), undo(difference.high)),
        method="Newcombe's interval, misclassification undone", source=SOURCE,
        level=difference.level, assumptions=(ALIKE,),
    )  # fmt: skip
