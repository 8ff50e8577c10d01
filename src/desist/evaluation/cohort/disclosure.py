"""Disclosure: counts that are harmless alone and betray a small one when set beside each other.

Horizons are nested: of five by one year and seven by two, two came between. The primary horizon is
kept; going out from it, a horizon is withheld where the step from one printed would be small. That
holds of (almost) the same people alone: where many more left in between, no difference tells.
Completers and dropouts make up the treated: where one is withheld, so is the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desist.evaluation.cohort.effect import OutcomeAtHorizon
from desist.evaluation.cohort.suppression import is_small

STEP = "withheld: beside another horizon it would show a step of few people"
PARTNER = "withheld: with everybody allocated it would show the group that is withheld"


def guarded(
    found: Sequence[OutcomeAtHorizon], *, primary: int, smallest: int
) -> tuple[OutcomeAtHorizon, ...]:
    """The same, in order, with what differences would betray withheld too."""
    result = list(found)
    for outcome in {each.outcome for each in found}:
        _guard_horizons(result, outcome, primary, smallest)
        _guard_partners(result, outcome)
    return tuple(result)


def _guard_horizons(
    result: list[OutcomeAtHorizon], outcome: str, primary: int, smallest: int
) -> None:
    places = [
        n for n, each in enumerate(result)
        if each.outcome == outcome and each.whom == "allocated" and not each.is_suppressed
    ]  # fmt: skip
    printed: list[OutcomeAtHorizon] = []
    for place in sorted(places, key=lambda n: abs(result[n].horizon_days - primary)):
        each = result[place]
        if any(_tells(each, other, smallest) for other in printed):
            result[place] = _emptied(each, STEP)
        else:
            printed.append(each)


def _guard_partners(result: list[OutcomeAtHorizon], outcome: str) -> None:
    places = [n for n, each in enumerate(result)
              if each.outcome == outcome and each.whom != "allocated"]  # fmt: skip
    if any(result[n].is_suppressed for n in places):
        for n in places:
            if not result[n].is_suppressed:
                result[n] = _emptied(result[n], PARTNER)


def _tells(one: OutcomeAtHorizon, other: OutcomeAtHorizon, smallest: int) -> bool:
    """Whether the difference of two printed counts is a small one, in either arm."""
    if one.comparison is None or other.comparison is None:
        return False
    for arm in ("treated", "control"):
        a, b = getattr(one.comparison, arm), getattr(other.comparison, arm)
        if abs(a.n - b.n) < smallest and is_small(abs(a.count - b.count), smallest=smallest):
            return True
    return False


def _emptied(found: OutcomeAtHorizon, said: str) -> OutcomeAtHorizon:
    return replace(
        found, is_suppressed=True, comparison=None, frequency=None, days_to_first=None,
        severity=None, warnings=(*found.warnings, said),
    )  # fmt: skip
