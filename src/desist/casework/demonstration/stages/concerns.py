"""Concerns for the demonstration: a few at every stage, and agreements for those in treatment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desist.casework.accounts.models import User
from desist.casework.concerns.actions.acknowledgement import acknowledge_concern
from desist.casework.concerns.actions.agreement import record_agreement
from desist.casework.concerns.actions.closing import close_concern, propose_closing
from desist.casework.concerns.actions.raising import raise_concern
from desist.casework.concerns.actions.telling import record_answer, record_told
from desist.casework.concerns.models import Concern
from desist.casework.concerns.procedure import limits_on
from desist.casework.demonstration.seed import Seed
from desist.casework.people.models import Person

WORDS = (
    ("self_harm_or_suicide", "Said at the end of the session that there is no point any more.",
     "Low for some weeks; more than a bad day."),
    ("access_to_children", "Mentioned moving in with a new partner who has two children.", ""),
    ("new_offence_or_device", "Took a second telephone out of a bag, which was not declared.",
     "Seemed surprised to be asked about it."),
    ("threat_to_staff_or_member", "Told another member to watch himself on the way home.", ""),
)  # fmt: skip
SHARE = 0.06
"""Of those on a caseload, how many have had a concern raised about them."""


def concerns_stage(made: Seed, people: Sequence[tuple[Person, User, User]]) -> int:
    """Agreements for everybody on a caseload and concerns for a few; how many were raised.

    ``people`` are those on a caseload: the person, the facilitator, the manager of the place.
    """
    raised = 0
    for person, facilitator, manager in people:
        _agree(made, person, facilitator)
        if made.dice.random() < SHARE:
            _concern(made, person, facilitator, manager, raised)
            raised += 1
    return raised


def _agree(made: Seed, person: Person, facilitator: User) -> None:
    at = made.now - timedelta(days=made.dice.randrange(1, 15))
    wording = limits_on(at.date())[0]
    given = {"wording": wording, "agreed": True, "on": at.date(), "how": "signed"}
    record_agreement(person=person, **given, by=facilitator, at=at)


def _concern(made: Seed, person: Person, facilitator: User, manager: User, number: int) -> None:
    """The first is open and imminent; the others stand anywhere between raised and closed."""
    kind, facts, opinion = WORDS[number % len(WORDS)]
    fresh = number == 0
    at = made.now - (timedelta(minutes=9) if fresh else timedelta(days=2 + number))
    account = {
        "kind": kind,
        "urgency": "imminent" if number % 3 == 0 else "today",
        "origin": "session",
        "facts": facts,
        "opinion": opinion,
    }
    concern = raise_concern(person=person, account=account, by=facilitator, at=at)
    if not fresh and number % 4:
        _answer(concern, facilitator, manager, at, closed=number % 2 == 0)


def _answer(
    concern: Concern, facilitator: User, manager: User, at: datetime, *, closed: bool
) -> None:
    soon = at + timedelta(minutes=12)
    acknowledge_concern(concern=concern, by=manager, at=soon)
    told = record_told(
        concern=concern,
        party="practitioner",
        whom="By telephone",
        told_at=soon,
        by=facilitator,
        at=soon,
    )
    later = at + timedelta(hours=3)
    text = "Will see them tomorrow morning."
    record_answer(told=told, text=text, answered_at=later, by=facilitator, at=later)
    outcome = "Passed on, answered, and a plan agreed with the practitioner."
    given = {"read_version": concern.version, "outcome": outcome}
    propose_closing(concern=concern, **given, by=facilitator, at=later)
    if closed:
        given["read_version"] = concern.version
        close_concern(concern=concern, **given, by=manager, at=later + timedelta(days=1))
