"""Rights for the demonstration: a request of each kind, a limit, a hold, and a second record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from desist.casework.accounts.models import User
from desist.casework.demonstration.seed import Seed
from desist.casework.people.models import Person
from desist.casework.rights.actions.ending import hold_record
from desist.casework.rights.actions.requesting import (
    answer_request,
    limit_use,
    note_disagreement,
    take_request,
)

ASKED = (
    ("access", "Everything that you hold about me, please.", ""),
    ("rectification", "I was never at that address.", "refused"),
    ("rectification", "My name is spelt with two n.", "corrected"),
    ("restriction", "Do not use the report until the appeal is heard.", "limited"),
    ("access", "A copy for my solicitor.", ""),
)
NOTE = "I have said that I never lived there, and I still say so."


def rights_stage(made: Seed, people: Sequence[tuple[Person, User, User]]) -> int:
    """Requests about the first few people; how many.

    ``people`` are the person, their practitioner, and the manager of the place.
    """
    chosen = list(zip(ASKED, people, strict=False))
    for number, ((kind, words, outcome), (person, practitioner, manager)) in enumerate(chosen):
        at = made.now - timedelta(days=3 + 5 * number)
        request = take_request(
            person=person,
            kind=kind,
            asked_for=words,
            received_on=at.date(),
            by=practitioner,
            at=at,
        )
        if outcome:
            later = at + timedelta(days=2)
            given = {"outcome": outcome, "reasons": "Looked at and decided.", "on": later.date()}
            answer_request(request=request, read_version=1, **given, by=manager, at=later)
        _follow(outcome, person, manager, made)
    return len(chosen)


def _follow(outcome: str, person: Person, manager: User, made: Seed) -> None:
    when = {"by": manager, "at": made.now}
    if outcome == "refused":
        note_disagreement(person=person, text=NOTE, about="", on=made.now.date(), **when)
    elif outcome == "limited":
        limit_use(person=person, ground="accuracy_contested", begins_on=made.now.date(), **when)
        hold_record(person=person, because="An appeal is pending.", on=made.now.date(), **when)
