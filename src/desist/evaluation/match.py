"""Match: treated people set beside untreated ones who look alike, and how alike they then are.

The effect sought is that on the treated (ATT). Weighting by the odds of treatment stands beside
the matching as another way to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy.special import ndtri

from desist.evaluation.balance import ACCEPTABLE, Balance, balance, columns_of
from desist.evaluation.nearest_match import Order, Places, nearest_matches
from desist.evaluation.propensity import Propensity, propensity
from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.evaluation.rosenbaum import RosenbaumBounds, rosenbaum
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where
from desist.programme.proportion import LEVEL

SOURCE = "Ho, Imai, King and Stuart (2011), J. Stat. Softw. 42(8); Austin (2011), Pharm. Stat. 10"


@dataclass(frozen=True, kw_only=True)
class MatchOptions:
    """How to match.

    ``caliper`` is in standard deviations of the distance over all people; None for none. Treated
    people choose in ``order`` of their distance, ``ratio`` controls each, one a round.
    """

    caliper: float | None = 0.2
    ratio: int = 1
    order: Order = "largest"
    distance: Literal["logit", "probability"] = "logit"
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """One term of the propensity model, on the logit scale."""

    term: str
    coefficient: float


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A treated person and the controls matched, by row of the data counted from nought."""

    treated: int
    controls: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The share with the outcome: treated less control, matched and weighted.

    ``bounds`` are Rosenbaum's, for pairs of one and one.
    """

    matched: Quantity
    weighted: Quantity
    treated_only: int | None
    control_only: int | None
    bounds: RosenbaumBounds | None


@dataclass(frozen=True, kw_only=True)
class Match(Findings):
    """Who was matched with whom, and what became of the balance."""

    treated: int
    control: int
    matched_treated: int
    matched_control: int
    unmatched_treated: int
    caliper_width: float | None
    options: MatchOptions
    propensity_model: tuple[Coefficient, ...]
    before: Balance
    after: Balance
    weighting: Balance
    verdict: str
    outcome: Outcome | None
    pairs: tuple[Pair, ...]


def match(
    treated: Numbers,
    covariates: Numbers,
    *,
    names: Sequence[str],
    outcome: Numbers | None = None,
    options: MatchOptions | None = None,
    level: float = LEVEL,
    left_out: tuple[str, ...] = (),
) -> Match:
    """Match each treated person (1) with the nearest controls (0) on the propensity.

    ``covariates`` have a row a person; ``outcome`` is 0 or 1. ``left_out`` are warnings of how the
    people were read.

    Raises:
        UnusableData: a group is empty, the propensity cannot be fitted, or nobody can be matched.
    """
    options = options or MatchOptions()
    _check(treated, outcome, options)
    arm = treated == 1
    model = propensity(treated, covariates, names=names)
    distance = model.logit if options.distance == "logit" else model.probability
    width = None if options.caliper is None else options.caliper * float(distance.std(ddof=1))
    found = _found(distance, arm, width, options)
    weights, cluster = _weights(found, arm)
    odds = np.where(arm, 1.0, model.probability / (1 - model.probability))
    columns = columns_of(covariates, names=names)
    after = balance(columns, arm, weights)
    matched = int((found[:, 0] >= 0).sum())
    warnings = (*left_out, *_warnings(after, len(found), matched))
    return Match(
        **vars(_findings(options, warnings, level)),
        treated=int(arm.sum()),
        control=int((~arm).sum()),
        matched_treated=matched,
        matched_control=int((found >= 0).sum()),
        unmatched_treated=len(found) - matched,
        caliper_width=width,
        options=options,
        propensity_model=_terms(model, names),
        before=balance(columns, arm, np.ones(len(arm))),
        after=after,
        weighting=balance(columns, arm, odds),
        verdict=after.verdict,
        outcome=_outcome(outcome, arm, weights, cluster, odds, found, level=level),
        pairs=_pairs(found, arm),
    )  # fmt: skip


def _found(distance: Numbers, arm: Flags, width: float | None, options: MatchOptions) -> Places:
    return nearest_matches(
        distance, arm, order=options.order, ratio=options.ratio,
        caliper=np.inf if width is None else width, seed=options.seed,
    )  # fmt: skip


def _findings(options: MatchOptions, warnings: tuple[str, ...], level: float) -> Findings:
    return Findings(
        method=_method(options),
        source=SOURCE,
        level=level,
        assumptions=(
            "all that sends people to treatment and bears on the outcome is among the covariates",
            "covariates were known before treatment began",
        ),
        warnings=warnings,
    )


def _weights(found: Places, arm: Flags) -> tuple[Numbers, Places]:
    """Weights of everyone (nought for the unmatched), and the matched set that each is in.

    The controls of a set share the weight of its treated person; they are scaled to add up to
    their number.
    """
    if not (found >= 0).any():
        raise UnusableData(
            "nobody_matched", "no treated person has a control within the caliper",
            remedy="use a wider caliper, or accept that the groups are not alike", where="caliper",
        )  # fmt: skip
    weights, cluster = np.zeros(len(arm)), np.full(len(arm), -1, dtype=np.int64)
    taken = found >= 0
    row, count = np.nonzero(taken)[0], taken.sum(axis=1)
    weights[found[taken]], cluster[found[taken]] = 1 / count[row], row
    matched = np.flatnonzero(count)
    people = np.flatnonzero(arm)[matched]
    weights[people], cluster[people] = 1.0, matched
    controls_used = ~arm & (weights > 0)
    weights[controls_used] *= controls_used.sum() / weights[controls_used].sum()
    return weights, cluster


def _outcome(
    outcome: Numbers | None, arm: Flags, weights: Numbers, cluster: Places, odds: Numbers,
    found: Places, *, level: float,
) -> Outcome | None:  # fmt: skip
    if outcome is None:
        return None
    alone = None
    if found.shape[1] == 1:
        people = np.flatnonzero(arm)[found[:, 0] >= 0]
        theirs, others = outcome[people], outcome[found[found[:, 0] >= 0, 0]]
        alone = (
            int(((theirs == 1) & (others == 0)).sum()),
            int(((theirs == 0) & (others == 1)).sum()),
        )
    return Outcome(
        matched=_difference(
            outcome, arm, weights, cluster, level=level,
            method="difference of shares in matched sets, errors clustered by set (CR1)",
        ),
        weighted=_difference(
            outcome, arm, odds, np.arange(len(arm)), level=level,
            method="difference of shares weighted by the odds of treatment, robust errors (HC1)",
        ),
        treated_only=alone[0] if alone else None,
        control_only=alone[1] if alone else None,
        bounds=rosenbaum(*alone) if alone and sum(alone) else None,
    )  # fmt: skip


def _difference(
    outcome: Numbers, arm: Flags, weights: Numbers, cluster: Places, *, level: float, method: str
) -> Quantity:
    """Weighted least squares on treatment with errors robust within clusters."""
    used = weights > 0
    y, w, sets = outcome[used], weights[used], np.unique(cluster[used], return_inverse=True)[1]
    design = np.column_stack([np.ones(len(y)), arm[used].astype(float)])
    bread = np.linalg.inv(design.T @ (design * w[:, np.newaxis]))
    estimate = bread @ (design.T @ (w * y))
    scores = design * (w * (y - design @ estimate))[:, np.newaxis]
    summed = np.column_stack([np.bincount(sets, weights=column) for column in scores.T])
    groups, n = len(summed), len(y)
    correction = groups / (groups - 1) * (n - 1) / (n - 2) if groups > 1 and n > 2 else np.nan
    variance = float((bread @ (summed.T @ summed) @ bread)[1, 1]) * correction
    reach = float(ndtri((1 + level) / 2)) * sqrt(variance)
    gap = float(estimate[1])
    return quantity(
        gap, (gap - reach, gap + reach), method=method, level=level,
        source="Abadie and Spiess (2022), J. Am. Stat. Assoc. 117, 983-995",
    )  # fmt: skip


def _method(options: MatchOptions) -> str:
    caliper = "no caliper"
    if options.caliper is not None:
        caliper = f"caliper {options.caliper:g} standard deviations of the {options.distance}"
    order = f"{options.order} first" if options.order in ("largest", "smallest") else options.order
    seed = f" (seed {options.seed})" if options.order == "random" else ""
    return (
        f"nearest neighbour on the propensity ({options.distance}, logistic regression), without "
        f"replacement, {options.ratio} to 1, {caliper}, order {order}{seed}; ATT"
    )


def _terms(model: Propensity, names: Sequence[str]) -> tuple[Coefficient, ...]:
    return tuple(
        Coefficient(term=term, coefficient=float(value))
        for term, value in zip(("intercept", *names), model.coefficients, strict=True)
    )


def _pairs(found: Places, arm: Flags) -> tuple[Pair, ...]:
    people = np.flatnonzero(arm).tolist()
    return tuple(
        Pair(treated=person, controls=tuple(each for each in taken if each >= 0))
        for person, taken in zip(people, found.tolist(), strict=True)
        if taken[0] >= 0
    )


def _warnings(after: Balance, treated: int, matched: int) -> tuple[str, ...]:
    found = []
    if matched < treated:
        found.append(
            f"{treated - matched:,} of {treated:,} treated people have no match: the result speaks "
            "of the others alone"
        )
    if after.verdict == "not_balanced":
        found.append(
            f"a covariate still differs by more than {ACCEPTABLE} standard deviations: the groups "
            "are not alike even in what is known"
        )
    return tuple(found)


def _check(treated: Numbers, outcome: Numbers | None, options: MatchOptions) -> None:
    for name, column in (("treated", treated), ("outcome", outcome)):
        if column is not None:
            refuse_where(
                (column != 0) & (column != 1), "not_binary", "is neither 0 nor 1",
                remedy="code it 0 or 1", where=name,
            )  # fmt: skip
    for value, whom in ((1, "treated"), (0, "control")):
        if not (treated == value).any():
            raise UnusableData(
                "empty_group", f"there is no {whom} person", remedy="give both groups",
                where="treated",
            )  # fmt: skip
    if options.ratio < 1 or (options.caliper is not None and not options.caliper > 0):
        raise UnusableData(
            "impossible_options", "a ratio below 1 or a caliper not above nought matches nobody",
            remedy="give a ratio of at least 1 and a caliper above nought", where="caliper",
        )  # fmt: skip
