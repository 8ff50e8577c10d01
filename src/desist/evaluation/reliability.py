"""Reliability: how far the items of a scale agree, and how much error a score carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal

import numpy as np
from scipy.optimize import minimize
from scipy.special import fdtri

from desist.evaluation.quantity import Findings, Quantity, quantity
from desist.evaluation.table import Flags, Numbers
from desist.evaluation.unusable_data import UnusableData
from desist.programme.proportion import LEVEL

Missing = Literal["listwise", "pairwise"]
CRONBACH = "Cronbach (1951), Psychometrika 16, 297-334"
FELDT = "Feldt, Woodruff and Salih (1987), Appl. Psychol. Meas. 11, 93-103"
MCDONALD = "McDonald (1999), Test Theory: A Unified Treatment"
WELL_WITHIN = 1e-9


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item as scored (after reversing).

    ``item_rest`` is its correlation with the mean of the others; ``alpha_without`` what alpha would
    be without it; ``loading`` that on one common factor, standardised.
    """

    item: str
    n: int
    mean: float
    sd: float
    item_rest: float | None
    alpha_without: float | None
    loading: float | None
    reversed: bool


@dataclass(frozen=True, kw_only=True)
class Reliability(Findings):
    """Internal consistency of one scale."""

    alpha: Quantity
    standardised_alpha: float | None
    omega: Quantity
    standard_error_of_measurement: float
    scale_sd: float
    missing_rule: Missing
    respondents: int
    complete_respondents: int
    items: tuple[Item, ...]


def reliability(
    answers: Numbers,
    *,
    names: Sequence[str],
    reverse: Sequence[str] = (),
    bounds: tuple[float, float] | None = None,
    missing: Missing = "listwise",
    level: float = LEVEL,
) -> Reliability:
    """Alpha, omega, and statistics of the items.

    ``answers`` have a row a person and a column an item, missing as not-a-number. ``listwise``
    takes those alone who answered every item; ``pairwise`` each covariance from those who answered
    both items. Items named in ``reverse`` are scored from the other end of ``bounds`` (the least
    and the greatest answer possible; those seen, where none are given).

    Raises:
        UnusableData: fewer than two items or three people, an item that all answered alike, or an
            item to reverse that is not there.
    """
    scored, wide = _scored(answers, names, reverse, bounds)
    whole: Flags = np.logical_not(np.isnan(scored).any(axis=1))
    used = scored[whole] if missing == "listwise" else scored
    _check(used, names, missing)
    covariance = _covariance(used)
    k = len(names)
    people = int(whole.sum()) if missing == "listwise" else _fewest_pairs(used)
    alpha = _alpha(covariance)
    loadings = _one_factor(_correlation(covariance))
    total_variance = float(covariance.sum())
    return Reliability(
        method=f"Cronbach's alpha and McDonald's omega, {missing}",
        source=f"{CRONBACH}; {MCDONALD}",
        level=level,
        assumptions=(
            "the items measure one thing",
            "alpha: each as well as any other; omega: each as well as its loading says",
        ),
        warnings=_warnings(covariance, names, scored, whole, missing, wide),
        alpha=_alpha_quantity(alpha, people, k, missing, level=level),
        standardised_alpha=_alpha(_correlation(covariance)),
        omega=_omega_quantity(loadings, covariance, level=level),
        standard_error_of_measurement=sqrt(max(total_variance * (1 - alpha), 0.0)),
        scale_sd=sqrt(total_variance),
        missing_rule=missing,
        respondents=len(scored),
        complete_respondents=int(whole.sum()),
        items=_items(used, names, reverse, covariance, loadings),
    )


def _scored(
    answers: Numbers, names: Sequence[str], reverse: Sequence[str],
    bounds: tuple[float, float] | None,
) -> tuple[Numbers, bool]:  # fmt: skip
    """The answers with items reversed, and whether their ends had to be guessed from the data."""
    unknown = [each for each in reverse if each not in names]
    if unknown:
        raise UnusableData(
            "no_item", f"{unknown[0]} is no item", remedy="name items to reverse among the items",
            where="reverse",
        )  # fmt: skip
    if not reverse:
        return answers, False
    low, high = bounds or (float(np.nanmin(answers)), float(np.nanmax(answers)))
    if low >= high or np.nanmin(answers) < low or np.nanmax(answers) > high:
        raise UnusableData(
            "outside_bounds", f"answers do not lie between {low:g} and {high:g}",
            remedy="give the least and the greatest answer possible", where="bounds",
        )  # fmt: skip
    turned = np.array([name in reverse for name in names])
    return np.where(turned, low + high - answers, answers), bounds is None


def _covariance(used: Numbers) -> Numbers:
    """Sample covariances, each from the rows in which both items are there."""
    if not np.isnan(used).any():
        whole: Numbers = np.cov(used, rowvar=False)
        return whole
    k = used.shape[1]
    found = np.empty((k, k))
    there = ~np.isnan(used)
    for one in range(k):
        for other in range(one, k):
            both = there[:, one] & there[:, other]
            pair = np.cov(used[both, one], used[both, other])
            # A variance is taken over all who answered the item.
            found[one, other] = found[other, one] = pair[0, 1]
    return found


def _fewest_pairs(used: Numbers) -> int:
    there = (~np.isnan(used)).astype(float)
    return int((there.T @ there).min())


def _correlation(covariance: Numbers) -> Numbers:
    sd = np.sqrt(np.diag(covariance))
    found: Numbers = covariance / np.outer(sd, sd)
    return found


def _alpha(covariance: Numbers) -> float:
    k = len(covariance)
    total = float(covariance.sum())
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total) if total > 0 else float("nan")


def _alpha_quantity(
    alpha: float, people: int, k: int, missing: Missing, *, level: float
) -> Quantity:
    """Alpha with Feldt's interval, exact where people and items are as in a two-way layout."""
    tail = (1 - level) / 2
    freedom = people - 1, (people - 1) * (k - 1)
    low = 1 - (1 - alpha) * float(fdtri(*freedom, 1 - tail))
    high = 1 - (1 - alpha) * float(fdtri(*freedom, tail))
    said: tuple[str, ...] = ()
    if missing == "pairwise":
        said = (
            f"the interval takes the {people:,} people of the pair of items that fewest answered",
        )
    return quantity(
        alpha, (low, high), method=f"Cronbach's alpha, {missing}; Feldt's interval",
        source=f"{CRONBACH}; {FELDT}", level=level, warnings=said,
    )  # fmt: skip


def _one_factor(correlation: Numbers) -> Numbers | None:
    """Maximum-likelihood loadings on one factor; None where there is no such factor.

    Joreskog's discrepancy, concentrated over the loadings: for given unique variances they come
    from the largest eigenvalue.
    """
    k = len(correlation)
    if k < 3 or np.linalg.eigvalsh(correlation).min() <= WELL_WITHIN:
        return None

    def discrepancy(log_unique: Numbers) -> float:
        scale = np.exp(-log_unique / 2)
        values = np.linalg.eigvalsh(correlation * np.outer(scale, scale))[:-1]
        return float((values - np.log(values) - 1).sum())

    start = np.log(0.5 / np.diag(np.linalg.inv(correlation)) * 1.0)
    limits = [(log(0.005), 0.0)] * k
    found = minimize(
        discrepancy, np.clip(start, *limits[0]), method="L-BFGS-B", bounds=limits,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5000},
    )  # fmt: skip
    unique = np.exp(found.x)
    values, vectors = np.linalg.eigh(correlation / np.sqrt(np.outer(unique, unique)))
    loadings: Numbers = np.sqrt(unique) * vectors[:, -1] * sqrt(max(float(values[-1]) - 1, 0.0))
    return loadings * (1.0 if loadings.sum() >= 0 else -1.0)


def _omega_quantity(loadings: Numbers | None, covariance: Numbers, *, level: float) -> Quantity:
    if loadings is None:
        return quantity(
            None, method="McDonald's omega, one factor", source=MCDONALD, level=level,
            warnings=("omega needs three items at least, none a copy of others",),
        )  # fmt: skip
    sd = np.sqrt(np.diag(covariance))
    common = float((loadings * sd).sum()) ** 2
    unique = float(((1 - loadings**2) * sd**2).sum())
    return quantity(
        common / (common + unique), method="McDonald's omega, one factor, maximum likelihood",
        source=MCDONALD, level=level, warnings=("no interval is computed for omega",),
    )  # fmt: skip


def _items(
    used: Numbers, names: Sequence[str], reverse: Sequence[str], covariance: Numbers,
    loadings: Numbers | None,
) -> tuple[Item, ...]:  # fmt: skip
    k = len(names)
    found = []
    for n, name in enumerate(names):
        others = [other for other in range(k) if other != n]
        rest = float(covariance[np.ix_(others, others)].sum())
        with_rest = float(covariance[n, others].sum())
        variance = float(covariance[n, n])
        answered = used[~np.isnan(used[:, n]), n]
        found.append(
            Item(
                item=name,
                n=len(answered),
                mean=float(answered.mean()),
                sd=float(answered.std(ddof=1)),
                item_rest=with_rest / sqrt(variance * rest) if rest > 0 else None,
                alpha_without=_alpha(covariance[np.ix_(others, others)]) if k > 2 else None,
                loading=None if loadings is None else float(loadings[n]),
                reversed=name in reverse,
            )
        )
    return tuple(found)


def _check(used: Numbers, names: Sequence[str], missing: Missing) -> None:
    if len(names) < 2:
        raise UnusableData(
            "too_few_items", f"{len(names)} items have no agreement",
            remedy="give at least two items", where="items",
        )  # fmt: skip
    people = len(used) if missing == "listwise" else _fewest_pairs(used)
    if people < 3:
        what = "all items" if missing == "listwise" else "some pair of items"
        raise UnusableData(
            "too_few_people", f"{people} people answered {what}",
            remedy="give at least three", where="items",
        )  # fmt: skip
    constant = [n for n, column in enumerate(used.T) if np.nanmax(column) == np.nanmin(column)]
    if constant:
        raise UnusableData(
            "constant_item", f"all answered {names[constant[0]]} alike",
            remedy="leave the item out", where=names[constant[0]],
        )  # fmt: skip


def _warnings(
    covariance: Numbers, names: Sequence[str], scored: Numbers, whole: Flags, missing: Missing,
    is_guessed: bool,
) -> tuple[str, ...]:  # fmt: skip
    found = []
    left_out = int((~whole).sum())
    if left_out and missing == "listwise":
        found.append(f"{left_out:,} of {len(scored):,} people left an item out and are not counted")
    if is_guessed:
        found.append("items were reversed between the least and greatest answers seen, not known")
    for n, name in enumerate(names):
        if float(covariance[n].sum() - covariance[n, n]) < 0:
            found.append(f"{name} goes against the others: is it to be reversed?")
    if missing == "pairwise" and np.linalg.eigvalsh(covariance).min() < 0:
        found.append("pairwise covariances contradict each other: prefer listwise")
    return tuple(found)
