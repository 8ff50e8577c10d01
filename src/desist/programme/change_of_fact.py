"""Change of fact: what would have to be different for a decision to be different."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import Any, TypeVar

from desist.programme.decision import FactChange, WouldChange, plain

Facts = TypeVar("Facts")


def find_changes(
    facts: Facts,
    *,
    judge: Callable[[Facts], str],
    changeable: Mapping[str, Sequence[Any]],
) -> tuple[WouldChange, ...]:
    """The smallest changes of fact that lead to other outcomes, by re-judging.

    Single changes are tried first, then pairs; each other outcome is reported once, with the
    first change found. ``changeable`` declares what may be varied and to which values: never
    age, sex, or a past conviction removed.
    """
    found: dict[str, WouldChange] = {}
    present = judge(facts)
    for size in (1, 2):
        for changes in _changes(facts, changeable, size):
            outcome = judge(replace(facts, **changes))  # type: ignore[type-var]
            if outcome != present and outcome not in found:
                found[outcome] = WouldChange(
                    changes=tuple(
                        FactChange(fact=name, now=plain(getattr(facts, name)), instead=plain(value))
                        for name, value in changes.items()
                    ),
                    outcome=outcome,
                )
    return tuple(found.values())


def _changes(
    facts: object, changeable: Mapping[str, Sequence[Any]], size: int
) -> Iterator[dict[str, Any]]:
    """Every way to give ``size`` of the changeable facts another value than they have."""
    for names in combinations(changeable, size):
        others = [
            [value for value in changeable[name] if value != getattr(facts, name)] for name in names
        ]
        for values in product(*others):
            yield dict(zip(names, values, strict=True))
