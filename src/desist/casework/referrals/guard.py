"""Guard: what must be there before a referral takes a step, said by the apps that hold it.

The flow names guards (``allocation``, ``completion``); a higher app answers for one by marking a
function, ``@guard("allocation")``, in its ``guards.py``. A guard is met where any answer is yes.
One for which no app answers holds nobody up: the steps it guards stand on no list of choices,
and are taken by those apps alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from desist.casework.referrals.models import Referral

Answer = Callable[[Referral], bool]
GUARDS: dict[str, list[Answer]] = {}


def guard(name: str) -> Callable[[Answer], Answer]:
    """Mark a function as an answer to a guard: whether this referral may pass."""

    def mark(answer: Answer) -> Answer:
        GUARDS.setdefault(name, []).append(answer)
        return answer

    return mark


def unmet(referral: Referral, names: Collection[str]) -> tuple[str, ...]:
    """Those of these guards that some app answers for and none says is met."""
    return tuple(
        name
        for name in names
        if GUARDS.get(name) and not any(answer(referral) for answer in GUARDS[name])
    )
