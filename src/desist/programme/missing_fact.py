"""Missing facts: which of them could still change an outcome, and what follows if none could.

A missing fact never becomes a guess. Every value that it could take is tried; where all lead to
one outcome, that is the outcome, and where they do not, the facts that make the difference are
named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, TypeVar

Facts = TypeVar("Facts")


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What completing the missing facts in every possible way leads to."""

    outcomes: tuple[str, ...]
    """Each outcome that some completion reaches, in order of first appearance."""
    decisive: tuple[str, ...]
    """The missing facts of which some change of value alone changes an outcome."""


def complete(
    facts: Facts,
    *,
    judge: Callable[[Facts], str],
    possible: Mapping[str, Sequence[Any]],
) -> Completion:
    """Try every combination of ``possible`` values for the missing fields of ``facts``.

    ``facts`` is a frozen dataclass, ``possible`` maps the names of its missing fields to the
    values that each could take, and ``judge`` answers for facts in which nothing is missing.
    The number of combinations is the product of the lengths: keep the domains small by naming
    one value for each row of a table.
    """
    return explore(
        possible,
        judge=lambda values: judge(replace(facts, **values)),  # type: ignore[type-var]
    )


def explore(
    possible: Mapping[str, Sequence[Any]], *, judge: Callable[[Mapping[str, Any]], str]
) -> Completion:
    """Try every combination of values, where what is missing is no field of one dataclass."""
    names = tuple(possible)
    answer = {
        values: judge(dict(zip(names, values, strict=True)))
        for values in product(*possible.values())
    }
    return Completion(
        outcomes=tuple(dict.fromkeys(answer.values())),
        decisive=tuple(name for position, name in enumerate(names) if _matters(position, answer)),
    )


def _matters(position: int, answer: Mapping[tuple[Any, ...], str]) -> bool:
    """Whether changing only the value at ``position`` ever changes the answer."""
    seen: dict[tuple[Any, ...], str] = {}
    for values, outcome in answer.items():
        others = values[:position] + values[position + 1 :]
        if seen.setdefault(others, outcome) != outcome:
            return True
    return False
