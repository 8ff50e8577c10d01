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
    changeable: Mapping[str | tuple[str, ...], Sequence[Any]],
) -> tuple[WouldChange, ...]:
    """The smallest changes of fact that lead to other outcomes, by re-judging.

    Single changes are tried first, then pairs; each other outcome is reported once, with the
    first change found. ``changeable`` declares what may be varied and to which values: never
    age, sex, or a past conviction removed. A key of several names is one change of several facts,
    and its values are tuples of as many.
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
    facts: object, changeable: Mapping[str | tuple[str, ...], Sequence[Any]], size: int
) -> Iterator[dict[str, Any]]:
    """Every way to make ``size`` of the declared changes, each a change indeed."""
    options = [list(_options(facts, key, values)) for key, values in changeable.items()]
    for chosen in combinations(options, size):
        for changes in product(*chosen):
            together = {name: value for each in changes for name, value in each.items()}
            if len(together) == sum(map(len, changes)):
                yield together


def _options(
    facts: object, key: str | tuple[str, ...], values: Sequence[Any]
) -> Iterator[dict[str, Any]]:
    """The values of one declared change as fields, leaving out what the facts already say."""
    for value in values:
        fields = {key: value} if isinstance(key, str) else dict(zip(key, value, strict=True))
        if all(value != getattr(facts, name) for name, value in fields.items()):
            yield fields
