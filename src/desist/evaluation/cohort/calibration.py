"""Calibration: the published rates that an invented cohort is drawn from, with their grades.

Two of them, since published rates for Internet offenders differ by place more than by anything
that treatment is likely to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from desist.programme.entry import Grade


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share with the outcome by a horizon in days, nobody dying; who reported it."""

    share: float
    horizon_days: int
    source: str
    grade: Grade

    def hazard(self, shape: float) -> float:
        """The cumulative hazard at one day of a Weibull distribution that reaches the share."""
        return float(-log(1 - self.share) / self.horizon_days**shape)


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Rates by kind of outcome; the shape of the hazard (below 1 it falls); deaths a year."""

    title: str
    rates: Mapping[str, Rate]
    shape: float = 0.8
    death_rate: float = 0.012
    lag_days: int = 270
    """Mean days from offence to conviction."""


TWO_YEARS, FIVE_YEARS = 730, 1826
AUTHORED = "assumed for the example"
SPLIT = (
    "3.1% sexual in 2 years (Wakeling, Howard and Barnett 2011, recalled), three quarters of it "
    "Internet-related"
)

ENGLAND = Calibration(
    title="England and Wales: low rates",
    rates={
        "image": Rate(share=0.0233, horizon_days=TWO_YEARS, source=SPLIT, grade=Grade.UNVERIFIED),
        "contact": Rate(share=0.0039, horizon_days=TWO_YEARS, source=SPLIT, grade=Grade.UNVERIFIED),
        "other_sexual": Rate(
            share=0.0039, horizon_days=TWO_YEARS, source=SPLIT, grade=Grade.UNVERIFIED
        ),
        "violent": Rate(
            share=0.02, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED
        ),
        "other": Rate(share=0.10, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED),
        "breach": Rate(share=0.08, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED),
    },
)  # fmt: skip

ONTARIO_SOURCE = "Seto and Eke (2015): 9% image, 3% contact, 29% any in a fixed five years"
ONTARIO = Calibration(
    title="Ontario: high rates",
    rates={
        "image": Rate(
            share=0.09, horizon_days=FIVE_YEARS, source=ONTARIO_SOURCE, grade=Grade.SECONDARY
        ),
        "contact": Rate(
            share=0.03, horizon_days=FIVE_YEARS, source=ONTARIO_SOURCE, grade=Grade.SECONDARY
        ),
        "other_sexual": Rate(
            share=0.01, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED
        ),
        "violent": Rate(
            share=0.04, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED
        ),
        "other": Rate(share=0.14, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED),
        "breach": Rate(share=0.10, horizon_days=FIVE_YEARS, source=AUTHORED, grade=Grade.AUTHORED),
    },
)  # fmt: skip

CALIBRATIONS: Mapping[str, Calibration] = {"england": ENGLAND, "ontario": ONTARIO}
