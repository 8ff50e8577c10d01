"""Consequence: what a step of a referral brings about in the apps above, said by them.

A higher app marks functions in its ``consequences.py``. One marked ``@consequence`` is called with
every step that a referral takes from one status to another, once it is kept and within the same
act: either all of it stands or none. One marked ``@foretelling`` says in words what a step would
bring about, to whoever is about to take it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Protocol

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from desist.casework.referrals.flow import flow_on
from desist.casework.referrals.models import Referral
from desist.programme.referral_flow import Transition


class Consequence(Protocol):
    """What follows from a step: ``referral`` as it stands now, and the ``way`` that it took."""

    def __call__(self, *, referral: Referral, way: Transition, at: datetime) -> None:
        """Bring it about, in the name of the part of the system that does."""


Foretelling = Callable[[Referral, Transition], str]
"""What a way would bring about, in a sentence; empty where nothing."""
CONSEQUENCES: list[Consequence] = []
FORETELLINGS: list[Foretelling] = []


def consequence(brings: Consequence) -> Consequence:
    """Mark a function as what a step brings about."""
    CONSEQUENCES.append(brings)
    return brings


def foretelling(says: Foretelling) -> Foretelling:
    """Mark a function as what says so beforehand."""
    FORETELLINGS.append(says)
    return says


def bring_about(*, referral: Referral, came_from: str, at: datetime) -> None:
    """Everything that follows from the step that a referral just took."""
    way = flow_on(timezone.localdate(at)).way(came_from, referral.status)
    if way is not None:
        _load()
        for brings in CONSEQUENCES:
            brings(referral=referral, way=way, at=at)


def foretell(referral: Referral, way: Transition) -> list[str]:
    """What would follow from a step, a sentence each."""
    _load()
    return [said for says in FORETELLINGS if (said := says(referral, way))]


@cache
def _load() -> None:
    """Import those of every app when the first is asked for: they stand on every policy."""
    autodiscover_modules("consequences")
