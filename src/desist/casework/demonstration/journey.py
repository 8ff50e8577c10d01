"""Journey: how far one invented person has come, with whom, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from desist.casework.accounts.models import User
from desist.casework.people.models import Person
from desist.casework.referrals.models import Referral, Status

KNOWN = "known"
"""On somebody's books, and not referred."""
Shares = tuple[tuple[str, int, int, int], ...]
SHARES = (
    (KNOWN, 16, 2, 40),
    (Status.REFERRED, 9, 1, 12),
    (Status.RETURNED, 2, 5, 20),
    (Status.SCREENING_PANEL, 2, 5, 20),
    (Status.NOT_ELIGIBLE, 2, 30, 300),
    (Status.WITHDRAWN, 4, 60, 400),
    (Status.AWAITING_ASSESSMENT, 12, 10, 45),
    (Status.PANEL, 2, 32, 60),
    (Status.NOT_SUITABLE, 2, 60, 300),
    (Status.REFERRED_ELSEWHERE, 1, 60, 300),
    (Status.AWAITING_ALLOCATION, 7, 45, 90),
    (Status.SUITABLE_NOT_READY, 2, 60, 120),
    (Status.DEPRIORITISED, 1, 60, 120),
    (Status.SCHEDULED, 4, 53, 59),
    (Status.ON_PROGRAMME, 16, 80, 230),
    (Status.ON_HOLD, 1, 120, 200),
    (Status.BREACH, 1, 120, 200),
    (Status.RECALL, 1, 120, 200),
    (Status.RETURN_TO_COURT, 1, 120, 200),
    (Status.DEFERRED, 1, 120, 200),
    (Status.DESELECTED, 2, 160, 400),
    (Status.CLOSED, 2, 160, 400),
    (Status.COMPLETE, 4, 330, 380),
    (Status.FOLLOW_UP, 5, 400, 620),
)  # fmt: skip
"""Where people stand, how many of a hundred do, and how many days ago they came, from and to."""
LATE = (
    (KNOWN, 5, 2, 40),
    (Status.REFERRED, 3, 1, 12),
    (Status.AWAITING_ASSESSMENT, 4, 10, 45),
    (Status.AWAITING_ALLOCATION, 3, 45, 90),
    (Status.ON_PROGRAMME, 15, 180, 230),
    (Status.COMPLETE, 25, 330, 380),
    (Status.FOLLOW_UP, 45, 400, 620),
)  # fmt: skip
"""The same, of a service that has run for long: for measurements, where most have had sessions."""
SCREENED_OUT = frozenset(
    {KNOWN, Status.REFERRED, Status.RETURNED, Status.SCREENING_PANEL, Status.NOT_ELIGIBLE}
)
ASSESSED_AT_MOST = frozenset(
    {Status.WITHDRAWN, Status.AWAITING_ASSESSMENT, Status.PANEL,
     Status.NOT_SUITABLE, Status.REFERRED_ELSEWHERE}
)  # fmt: skip
WAITING = frozenset({Status.AWAITING_ALLOCATION, Status.SUITABLE_NOT_READY, Status.DEPRIORITISED})
INTERRUPTED = frozenset(
    {Status.ON_HOLD, Status.BREACH, Status.RECALL, Status.RETURN_TO_COURT, Status.DEFERRED}
)
LEFT = frozenset({Status.DESELECTED, Status.CLOSED})
"""Ended on the way: taken off the programme, or gone."""
FINISHED = frozenset({Status.COMPLETE, Status.FOLLOW_UP})
BEGUN = INTERRUPTED | LEFT | FINISHED | {Status.ON_PROGRAMME}


@dataclass
class Journey:
    """One person, who works with them, and where they are bound for."""

    bound: str
    person: Person
    facilitator: User
    manager: User
    arrived: datetime
    referral: Referral | None = None

    @property
    def is_referred(self) -> bool:
        """Whether somebody has put them forward."""
        return self.bound != KNOWN

    @property
    def is_accepted(self) -> bool:
        """Whether screening let them on to assessment."""
        return self.bound not in SCREENED_OUT

    @property
    def is_suitable(self) -> bool:
        """Whether they come further than assessment."""
        return self.is_accepted and self.bound not in ASSESSED_AT_MOST

    @property
    def is_planned(self) -> bool:
        """Whether sessions are planned for them."""
        return self.is_suitable and self.bound not in WAITING

    @property
    def has_begun(self) -> bool:
        """Whether they have had sessions."""
        return self.bound in BEGUN


def allot(people: int, dice: Random, shares: Shares = SHARES) -> list[tuple[str, int]]:
    """For each person where they are bound for and how many days ago they came.

    Everybody's share, and of every kind at least one where there are people enough.
    """
    whole = sum(share for _bound, share, _first, _last in shares)
    allotted: list[tuple[str, int]] = []
    for bound, share, first, last in shares:
        count = max(1, round(people * share / whole))
        allotted += [(bound, dice.randrange(first, last)) for _ in range(count)]
    while len(allotted) > max(people, len(shares)):
        allotted.remove(next(each for each in allotted if _often(each[0], allotted) > 1))
    while len(allotted) < people:
        allotted.append((Status.ON_PROGRAMME, dice.randrange(80, 230)))
    dice.shuffle(allotted)
    return allotted[:people]


def _often(bound: str, allotted: list[tuple[str, int]]) -> int:
    return sum(each[0] == bound for each in allotted)
