"""Look history: earlier looks are never rewritten, and this is where that is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from desist.evaluation.unusable_data import UnusableData

TOLERANCE = 1e-9


def check_unaltered(looks: Sequence[Mapping[str, Any]], *, earlier: Any) -> None:
    """Refuse looks that differ from what an earlier result of the same test says of them.

    Both are looks as JSON values; ``looks`` may go on beyond ``earlier``.

    Raises:
        UnusableData: ``earlier`` holds no looks, or a look of it is gone or has other figures.
    """
    if not isinstance(earlier, list) or not all(isinstance(each, Mapping) for each in earlier):
        raise UnusableData(
            "no_looks", "the earlier result holds no looks", where="earlier",
            remedy="give what this command wrote with --json at an earlier look",
        )  # fmt: skip
    now = {each["look"]: each for each in looks}
    for then in earlier:
        found = now.get(then.get("look"))
        altered = ["look"] if found is None else _altered(then, found)
        if altered:
            raise UnusableData(
                "rewritten_look",
                f"look {then.get('look')} is no longer what it was ({', '.join(altered)})",
                remedy="enter what became known later at a later look, and keep the claims and "
                "thresholds as they were",
                where="earlier",
            )  # fmt: skip


def _altered(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [name for name, value in then.items() if not _is_same(value, now.get(name))]


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=TOLERANCE)
    return bool(one == other)
