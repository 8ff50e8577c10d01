"""The last look at each system, and the last at which it answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desist.casework.access import rows_about
from desist.casework.access.policy import Actor
from desist.casework.people.models import Person
from desist.casework.upstream.asking import systems
from desist.casework.upstream.models import Look
from desist.casework.upstream.models.look import How

FRESH = timedelta(days=1)
"""How long an answer stands before a booking asks again."""
KEPT = 20
"""How many looks are searched for the last answer."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """One system: how asking ended last, and what it last said."""

    system: str
    last: Look | None
    answer: Look | None

    @property
    def is_silent(self) -> bool:
        """Whether the last time nothing came that could be used."""
        return self.last is not None and self.last.outcome in (How.SILENT, How.WRONG)

    def is_due(self, at: datetime) -> bool:
        """Whether it is time to ask again."""
        return self.last is None or self.is_silent or self.last.asked_at < at - FRESH


def known_of(person: Person) -> Sequence[Known]:
    """Each system that this installation asks; one query for each."""
    return [_known(each.name, person) for each in systems()]


def known_to(actor: Actor, person: Person) -> Sequence[Known]:
    """The same, for somebody who may see it."""
    return (
        known_of(person)
        if rows_about(actor, Look, person).exists()
        else [Known(system=each.name, last=None, answer=None) for each in systems()]
    )


def _known(system: str, person: Person) -> Known:
    found = list(Look.objects.filter(person=person, system=system).order_by("-pk")[:KEPT])
    answers = (each for each in found if each.outcome == How.ANSWERED)
    return Known(system=system, last=found[0] if found else None, answer=next(answers, None))
