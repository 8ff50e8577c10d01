"""Rule choice: which of several competing rules a site judges by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from desist.programme.entry import Entry

Rule = TypeVar("Rule", bound=Entry)


def choose_rule(rules: Sequence[Rule], *, preferred: Sequence[str]) -> Rule | None:
    """The usable rule adopted last: a site chooses by adopting.

    ``preferred`` are the ids that compete, first choice first; other rules are left aside. Among
    rules adopted on one day, or that need no adoption, this order decides. None where none is
    usable.
    """
    candidates = [each for each in rules if each.id in preferred and each.is_usable()]
    return max(
        candidates,
        key=lambda each: (
            each.adoption.on.toordinal() if each.adoption else 0,
            -preferred.index(each.id),
        ),
        default=None,
    )
