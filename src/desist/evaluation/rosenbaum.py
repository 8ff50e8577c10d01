"""Rosenbaum bounds: how strong a hidden bias would have to be to undo a matched comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scipy.special import bdtrc, betaincinv

from desist.evaluation.quantity import Findings
from desist.evaluation.unusable_data import UnusableData

SOURCE = "Rosenbaum (2002), Observational Studies, 2nd ed., section 4.3"
GAMMAS = (1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.5, 3.0)


@dataclass(frozen=True, kw_only=True)
class Bound:
    """The least and greatest p (one-sided) that a hidden bias of ``gamma`` could have made."""

    gamma: float
    p_low: float
    p_high: float


@dataclass(frozen=True, kw_only=True)
class RosenbaumBounds(Findings):
    """Bounds on p for hidden biases.

    ``tipping_gamma`` is the bias at which ``p_high`` reaches ``alpha``; None where p is above it
    with no bias at all.
    """

    treated_only: int
    control_only: int
    direction: Literal["harm", "benefit", "none"]
    alpha: float
    tipping_gamma: float | None
    bounds: tuple[Bound, ...]


def rosenbaum(
    treated_only: int, control_only: int, *, alpha: float = 0.05
) -> RosenbaumBounds:  # fmt: skip
    """Bounds for matched pairs in which one alone had the event.

    ``treated_only`` are the pairs in which it was the treated person. ``gamma`` is by how much the
    odds of treatment may differ between two people of a pair who look alike. The test is one-sided,
    in the direction that the pairs point to.

    Raises:
        UnusableData: counts are negative or both nought, or ``alpha`` is not between 0 and 1/2.
    """
    if min(treated_only, control_only) < 0 or treated_only + control_only == 0:
        raise UnusableData(
            "no_discordant_pairs", "in no pair one alone had the event", where="discordant",
            remedy="give the pairs in which the treated alone, and the control alone, had it",
        )  # fmt: skip
    if not 0 < alpha < 0.5:
        raise UnusableData(
            "impossible_error", f"alpha {alpha:g} is none", where="alpha",
            remedy="give one above 0 and below 0.5",
        )  # fmt: skip
    pairs = treated_only + control_only
    more = max(treated_only, control_only)
    share = float(betaincinv(more, pairs - more + 1, alpha))
    tipping = share / (1 - share)
    direction: Literal["harm", "benefit", "none"] = "none"
    if treated_only != control_only:
        direction = "harm" if treated_only > control_only else "benefit"
    return RosenbaumBounds(
        method="Rosenbaum bounds for McNemar's test, exact binomial, one-sided",
        source=SOURCE,
        level=1 - alpha,
        assumptions=("pairs are independent, and alike in all that was measured",),
        warnings=()
        if tipping >= 1
        else (f"even without hidden bias p is above {alpha:g}: there is nothing to undo",),
        treated_only=treated_only,
        control_only=control_only,
        direction=direction,
        alpha=alpha,
        tipping_gamma=tipping if tipping >= 1 else None,
        bounds=tuple(_bound(gamma, more, pairs) for gamma in GAMMAS),
    )


def _bound(gamma: float, more: int, pairs: int) -> Bound:
    return Bound(
        gamma=gamma,
        p_low=float(bdtrc(more - 1, pairs, 1 / (1 + gamma))),
        p_high=float(bdtrc(more - 1, pairs, gamma / (1 + gamma))),
    )
