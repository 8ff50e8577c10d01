"""Needed: how many more people, or years, would settle an inconclusive result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

from scipy.special import ndtri

from desist.evaluation.quantity import Findings

SCHOENFELD = "Schoenfeld (1983), Biometrics 39, 499-503"
POWER = 0.8
BENEFIT = 0.737
"""A hazard ratio worth finding: 26.3% fewer (Schmucker and Lösel 2015), and its like as harm."""


@dataclass(frozen=True, kw_only=True)
class Needed(Findings):
    """What a ratio takes to be found with the power, at the rate and volumes seen so far.

    ``events`` and ``people`` are in both arms together; ``more_people`` beyond those there are;
    ``more_years`` at the yearly intake seen, not counting the time to follow them.
    """

    ratio: float
    says: str
    power: float
    events: int
    people: int
    more_people: int
    more_years: float


def needed(
    *, rate: float, treated_share: float, people: int, people_a_year: float, level: float,
    ratios: Sequence[float] = (BENEFIT, 1 / BENEFIT),
) -> tuple[Needed, ...]:  # fmt: skip
    """For each ratio the events, people and years; ``rate`` is the overall share with the event."""
    z = float(ndtri((1 + level) / 2) + ndtri(POWER))
    found = []
    for ratio in ratios:
        events = ceil(z**2 / (treated_share * (1 - treated_share) * log(ratio) ** 2))
        total = ceil(events / rate)
        more = max(0, total - people)
        word = "fewer" if ratio < 1 else "more"
        found.append(
            Needed(
                method="events for a log-rank test, two-sided", source=SCHOENFELD, level=level,
                assumptions=(
                    "the rate, the shares of the arms and the intake stay as they are",
                    "hazards are in one ratio at all times",
                ),
                ratio=ratio, power=POWER, events=events, people=total, more_people=more,
                more_years=more / people_a_year if people_a_year else 0.0,
                says=f"to find {abs(1 - ratio):.0%} {word} (a hazard ratio of {ratio:.2f})",
            )
        )  # fmt: skip
    return tuple(found)
