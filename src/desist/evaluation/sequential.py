"""Sequential: does the treated group fare better or worse, asked anew at every look.

The safe logrank test. Among those at risk in a stratum, each event falls on a treated person with
the odds that the numbers at risk and the hazard ratio set; how the hazard runs does not matter,
so long as it is the same for all within the stratum. That is why strata are needed: pooled over
people released at different times, a falling hazard alone looks like an effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desist.evaluation.evidence import (
    AllEvidence,
    Courses,
    Wager,
    Words,
    courses,
    e_value,
    ratio_interval,
    weighed,
)
from desist.evaluation.quantity import Findings, Quantity
from desist.evaluation.table import Labels, Numbers
from desist.evaluation.unusable_data import UnusableData, refuse_where

METHOD = "safe logrank test, normal mixture over the log hazard ratio, binomial within batches"
SOURCE = "ter Schure, Pérez-Ortiz, Ly and Grünwald (2020), The Safe Logrank Test, arXiv:2011.06931"
LARGE_BATCH = 0.1
COUNTS = ("events_treated", "events_control", "at_risk_treated", "at_risk_control")
WORDS = "the hazard ratio"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What had come in by one look, over all strata, and what it had made of the evidence.

    Counts are those of this look; e-values are cumulative and rest on this look and those before
    it alone.
    """

    look: float
    events_treated: int
    events_control: int
    two_sided: float
    harm: float
    benefit: float
    claims: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Sequential(Findings):
    """The evidence at the last look and at each before it."""

    evidence: AllEvidence
    hazard_ratio: Quantity
    events_treated: int
    events_control: int
    strata: int
    is_randomised: bool
    stop_at: float
    warn_at: float
    looks: tuple[Look, ...]


@dataclass(frozen=True, kw_only=True)
class Batches:
    """Rows of a file: for each look and stratum the events, and the numbers at risk before them.

    ``stratum`` is None where there are no strata.
    """

    look: Numbers
    stratum: Labels | None
    events_treated: Numbers
    events_control: Numbers
    at_risk_treated: Numbers
    at_risk_control: Numbers


def sequential(
    batches: Batches,
    *,
    claims: Sequence[float] = (),
    is_randomised: bool = False,
    wager: Wager | None = None,
) -> Sequential:
    """Weigh the evidence for a difference in hazard, at every look.

    ``claims`` are stated hazard ratios: each is tested as "at most so much". Events must enter at
    the look when they became known.

    Raises:
        UnusableData: a count is impossible, a look has a stratum twice, the groups were not
            randomised and there are no strata, or they were never at risk together.
    """
    wager = wager or Wager()
    _check(batches, is_randomised=is_randomised)
    looks = np.unique(batches.look)
    likelihood = _Likelihood(batches, looks)
    found = courses(likelihood, claims=claims, wager=wager)
    words = Words(noun=WORDS, is_causal=is_randomised, method=METHOD)
    level = 1 - 1 / wager.stop_at
    about = Findings(
        method=METHOD, source=SOURCE, level=level,
        assumptions=_assumptions(is_randomised), warnings=_warnings(batches, is_randomised, claims),
    )  # fmt: skip
    return Sequential(
        **vars(about),
        evidence=weighed(found, looks, claims=claims, wager=wager, words=words),
        hazard_ratio=ratio_interval(likelihood, about, wager=wager, level=level),
        events_treated=int(batches.events_treated.sum()),
        events_control=int(batches.events_control.sum()),
        strata=1 if batches.stratum is None else len(np.unique(batches.stratum)),
        is_randomised=is_randomised,
        stop_at=wager.stop_at,
        warn_at=wager.warn_at,
        looks=_looks(batches, looks, found),
    )


class _Likelihood:
    """The cumulative log likelihood of log hazard ratios at each look."""

    def __init__(self, batches: Batches, looks: Numbers) -> None:
        self.at = np.searchsorted(looks, batches.look)
        self.looks = len(looks)
        self.treated = batches.events_treated
        self.events = batches.events_treated + batches.events_control
        at_risk = batches.at_risk_treated + batches.at_risk_control
        self.share = batches.at_risk_treated / np.maximum(at_risk, 1)

    def __call__(self, log_ratios: Numbers) -> Numbers:
        return np.array([self._one(each) for each in log_ratios])

    def _one(self, log_ratio: float) -> Numbers:
        """Relative to a log ratio of nought, at which it is nought."""
        terms = self.treated * log_ratio - self.events * np.log1p(self.share * np.expm1(log_ratio))
        # Where one group alone is at risk its events are certain and say nothing.
        informative = np.where((self.share > 0) & (self.share < 1), terms, 0.0)
        return np.bincount(self.at, weights=informative, minlength=self.looks).cumsum()


def _looks(batches: Batches, looks: Numbers, found: Courses) -> tuple[Look, ...]:
    at = np.searchsorted(looks, batches.look)
    treated, control = (
        np.bincount(at, weights=events, minlength=len(looks))
        for events in (batches.events_treated, batches.events_control)
    )
    return tuple(
        Look(
            look=float(look),
            events_treated=int(treated[n]),
            events_control=int(control[n]),
            two_sided=e_value(found.two_sided[n]),
            harm=e_value(found.harm[n]),
            benefit=e_value(found.benefit[n]),
            claims=tuple(e_value(each[n]) for each in found.claims),
        )
        for n, look in enumerate(looks)
    )


def _check(batches: Batches, *, is_randomised: bool) -> None:
    if not len(batches.look):
        raise UnusableData("no_rows", "there is no look", remedy="give at least one", where="look")
    if batches.stratum is None and not is_randomised:
        raise UnusableData(
            "no_strata", "the groups were not randomised and there are no strata",
            remedy="give a stratum (time since the reference date by release cohort and predictor "
            "band), or --randomised if people were allotted to the groups by lot", where="stratum",
        )  # fmt: skip
    for name in COUNTS:
        column = getattr(batches, name)
        at_fault = (column < 0) | (column != np.floor(column))
        refuse_where(
            at_fault, "impossible_count", "is no count", remedy="give whole numbers", where=name
        )
    for arm in ("treated", "control"):
        refuse_where(
            getattr(batches, f"events_{arm}") > getattr(batches, f"at_risk_{arm}"),
            "impossible_count", "has more events than people at risk",
            remedy="count those at risk at the start of the look, newcomers of it included",
            where=f"events_{arm}",
        )  # fmt: skip
    refuse_where(
        _repeated(batches), "look_twice", "gives a look and stratum a second time",
        remedy="give one row for each stratum at each look", where="look",
    )  # fmt: skip
    if not ((batches.at_risk_treated > 0) & (batches.at_risk_control > 0)).any():
        raise UnusableData(
            "no_comparison", "treated and control are at risk together in no stratum",
            remedy="use strata in which both groups were followed", where="at_risk_treated",
        )  # fmt: skip


def _repeated(batches: Batches) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    strata = np.zeros(len(batches.look), dtype=np.int64)
    if batches.stratum is not None:
        strata = np.unique(batches.stratum, return_inverse=True)[1]
    _, first = np.unique(np.column_stack([batches.look, strata]), axis=0, return_index=True)
    repeated = np.ones(len(batches.look), dtype=bool)
    repeated[first] = False
    return repeated


def _assumptions(is_randomised: bool) -> tuple[str, ...]:
    always = (
        "each event enters at the look when it became known, and earlier looks stay as they were",
        "within a stratum the hazards of the two groups are in one ratio at all times",
        "events are few among those at risk in a look and stratum; none is counted twice",
    )
    if is_randomised:
        return ("people were allotted to the groups by lot", *always)
    return (
        *always,
        "within a stratum treated and control would have had the same hazard without treatment",
    )


def _warnings(batches: Batches, is_randomised: bool, claims: Sequence[float]) -> tuple[str, ...]:
    found = []
    if not is_randomised:
        found.append(
            "the groups were not randomised: a signal may come from how people were chosen, and "
            "proves nothing; run the same test on an outcome that treatment cannot change"
        )
        if batches.stratum is not None and len(np.unique(batches.stratum)) == 1:
            found.append(
                "there is one stratum only: unless all were released together, a falling hazard "
                "alone can look like an effect"
            )
    at_risk = batches.at_risk_treated + batches.at_risk_control
    events = batches.events_treated + batches.events_control
    large = int((events > LARGE_BATCH * np.maximum(at_risk, 1)).sum())
    if large:
        found.append(
            f"in {large:,} batches more than a tenth of those at risk had the event: evidence "
            "against a ratio of 1 is cautious there, that against a claim is approximate; use "
            "shorter looks"
        )
    alone = ((batches.at_risk_treated == 0) | (batches.at_risk_control == 0)) & (events > 0)
    if alone.any():
        found.append(
            f"{int(events[alone].sum()):,} events say nothing: only one group was at risk there"
        )
    if len(claims) > 1:
        found.append(
            f"{len(claims)} claims are tested, each at its own error: for an error of the whole "
            f"family, ask of each {len(claims)} times the evidence"
        )
    return tuple(found)
