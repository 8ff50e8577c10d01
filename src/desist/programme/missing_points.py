"""Missing points: which missing items of a sum could still change what the sum leads to.

``missing_fact.complete`` tries every combination, which a scale of eight items makes too many of.
For a plain sum it is enough to know which sums can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from desist.programme.missing_fact import Completion


def complete_sum(
    known: int, *, possible: Mapping[str, Sequence[int]], answer: Callable[[int], str]
) -> Completion:
    """What a sum leads to where some of its items are missing.

    ``known`` is the sum of the items that are there, ``possible`` the points that each missing
    item could score, and ``answer`` what a whole sum leads to (a band, say).
    """
    totals = sorted(_sums(known, possible.values()))
    return Completion(
        outcomes=tuple(dict.fromkeys(answer(total) for total in totals)),
        decisive=tuple(
            name
            for name, points in possible.items()
            if any(
                len({answer(rest + each) for each in points}) > 1
                for rest in _sums(known, (p for other, p in possible.items() if other != name))
            )
        ),
    )


def _sums(start: int, items: Iterable[Sequence[int]]) -> set[int]:
    """Every sum of ``start`` and one number out of each item."""
    reached = {start}
    for points in items:
        reached = {total + each for total in reached for each in points}
    return reached
