"""Need coverage: what a programme asks of each treatment need, and what exercises give it."""

from __future__ import annotations

from collections.abc import Collection

from desist.programme.curriculum import Programme
from desist.programme.treatment_plan import NeedCoverage, PlanRequest


def coverage_of(
    exercises: Collection[str], *, programme: Programme, request: PlanRequest
) -> tuple[NeedCoverage, ...]:
    """How far these exercises cover each active need of the request, strong needs first.

    Nothing is asked for a need that is not among those the programme answers to.
    """
    found = []
    for need in request.active_needs:
        strength = request.needs[need]
        asks = programme.coverage if need in programme.needs else None
        asked = 0 if asks is None else asks.strong if strength == "strong" else asks.some
        planned = sum(need in e.serves_needs for e in programme.exercise if e.id in exercises)
        found.append(NeedCoverage(need=need, strength=strength, asked=asked, planned=planned))
    return tuple(found)
