"""Statement: what may be said of a result and what may not, with harm and benefit treated alike.

"No evidence of an effect" is never put as "no effect", and a reconviction never as reoffending.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desist.evaluation.cohort.effect import OutcomeAtHorizon
from desist.evaluation.cohort.record import NAMES
from desist.evaluation.quantity import Quantity

Verdict = Literal["fewer", "more", "inconclusive", "withheld"]
CAUSE = (
    "that the programme caused any difference: people were not allotted by lot, and what was not "
    "measured may differ between the arms"
)
RECONVICTION = (
    "anything about offences that led to no conviction or caution: a reconviction is not all "
    "reoffending, and closer supervision finds more of it"
)
CHANGE = "that changed questionnaire scores show less reconviction"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The first page's words for one outcome."""

    outcome: str
    horizon_days: int
    verdict: Verdict
    headline: str
    for_100: str
    can_say: tuple[str, ...]
    cannot_say: tuple[str, ...]


def horizon_words(days: int) -> str:
    """A horizon in years where it is whole ones, else in days."""
    years = round(days / 365.25)
    if years and abs(days - years * 365.25) <= 2:
        return f"{years} year" if years == 1 else f"{years} years"
    return f"{days:,} days"


def statement_of(found: OutcomeAtHorizon) -> Statement:
    """The words for one outcome at its horizon."""
    what, within = NAMES[found.outcome], horizon_words(found.horizon_days)
    if found.comparison is None:
        return Statement(
            outcome=found.outcome, horizon_days=found.horizon_days, verdict="withheld",
            headline=f"Too few people had {what} within {within} for counts to be printed.",
            for_100="A small count could point to a person.",
            can_say=(f"that few people were sanctioned for {what} within {within}",),
            cannot_say=("whether people allocated to the programme had it more or less often",
                        CAUSE, RECONVICTION, CHANGE),
        )  # fmt: skip
    gap = found.comparison.risk_difference
    verdict = verdict_of(gap)
    one, other = (each.estimate or 0.0 for each in (found.comparison.treated,
                                                    found.comparison.control))  # fmt: skip
    typical = (
        f"For 100 typical men allocated to the programme, {_people(one)} had {what} within "
        f"{within}, and {_people(other)} of 100 in the comparison group: {_range(gap)}."
    )
    can, cannot = _may(verdict, what, within)
    return Statement(
        outcome=found.outcome, horizon_days=found.horizon_days, verdict=verdict,
        headline=_headline(verdict, what, within), for_100=typical, can_say=can,
        cannot_say=(*cannot, CAUSE, RECONVICTION, CHANGE),
    )  # fmt: skip


def verdict_of(gap: Quantity) -> Verdict:
    """Which side of nought the interval of a difference lies on, if on one."""
    if gap.low is None or gap.high is None or gap.low <= 0 <= gap.high:
        return "inconclusive"
    return "fewer" if gap.high < 0 else "more"


def _headline(verdict: Verdict, what: str, within: str) -> str:
    if verdict == "inconclusive":
        return f"The data do not settle whether the programme goes with more or less of {what}."
    word = "fewer" if verdict == "fewer" else "more"
    return f"{word.capitalize()} people allocated to the programme had {what} within {within}."


def _may(verdict: Verdict, what: str, within: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if verdict == "inconclusive":
        return (
            (f"that there is no evidence, in these data, of a difference in {what} within {within}",
             "that differences within the interval, of benefit and of harm, remain possible"),
            ("that the programme has no effect", "that it works, or that it does harm"),
        )  # fmt: skip
    word = "less" if verdict == "fewer" else "more"
    return (
        (f"that people allocated to the programme had {what} {word} often within {within} than "
         "the comparison group, by more than chance alone would readily explain",),
        ("how much of the difference would remain if the arms had been alike",),
    )  # fmt: skip


def _people(share: float) -> str:
    return f"{share * 100:.1f}"


def _range(gap: Quantity) -> str:
    if gap.low is None or gap.high is None:
        return "no interval can be given"
    low, high = gap.low * 100, gap.high * 100
    if high < 0:
        return f"between {-high:.1f} and {-low:.1f} fewer"
    if low > 0:
        return f"between {low:.1f} and {high:.1f} more"
    return f"between {-low:.1f} fewer and {high:.1f} more"
