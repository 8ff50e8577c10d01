"""Partners and family for the demonstration: some checked and seen, one not; a few debriefs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from desist.casework.accounts.models import User
from desist.casework.demonstration.seed import Seed
from desist.casework.partners.actions.debrief import write_debrief
from desist.casework.partners.actions.family_member import (
    begin_family_work,
    record_consent,
    record_contact,
    record_safety_check,
)
from desist.casework.partners.queries.debrief import supervisors_for
from desist.casework.people.models import Person

EVERY = 5
"""Somebody close to every fifth person is worked with."""
CLOSE = (("Robin", "partner"), ("Lesley", "parent"), ("Kim", "partner"), ("Jo", "sibling"))
DAYS = ("A hard session, and a good one.", "Tired, and sleeping badly.", "Better than last week.")


def partners_stage(made: Seed, people: Sequence[tuple[Person, User, User]]) -> int:
    """Work with somebody close to some of these people, by the manager; with how many.

    ``people`` are the person, their facilitator, and the manager of the place.
    """
    chosen = people[::EVERY]
    for number, (person, _facilitator, manager) in enumerate(chosen):
        _work_with(made, person, manager, number)
    for number, facilitator in enumerate(dict.fromkeys(each for _, each, _manager in people)):
        _debrief(made, facilitator, number)
    return len(chosen)


def _work_with(made: Seed, person: Person, manager: User, number: int) -> None:
    first, relation = CLOSE[number % len(CLOSE)]
    at = made.now - timedelta(days=40)
    by = {"by": manager, "at": at}
    member = begin_family_work(
        person=person,
        values={
            "full_name": f"{first} {person.last_name}",
            "relation": relation,
            "reach_by": "By text message in the mornings.",
            "worker": manager,
        },
        **by,
    )
    if number % 4 == 3:
        return  # nobody has checked yet
    safe = number % 4 != 2
    values = {
        "checked_on": at.date(),
        "alone": True,
        "abuse": "none_known" if safe else "current",
        "result": "go_ahead" if safe else "not_now",
        "words": "Asked alone by telephone; records of the police and of children's services.",
        "review_on": made.now.date() + timedelta(days=60 if safe else 3),
    }
    record_safety_check(member=member, values=values, **by)
    if not safe:
        return
    on = at.date() + timedelta(days=7)
    record_consent(member=member, values={"given": True, "on": at.date(), "words": ""}, **by)
    contact = {"on": on, "kind": "information", "minutes": 60, "needs": "information support"}
    record_contact(
        member=member,
        values=contact | {"words": "What the programme is, and what it is not."},
        by=manager,
        at=at + timedelta(days=7),
    )


def _debrief(made: Seed, facilitator: User, number: int) -> None:
    at = made.now - timedelta(days=number % 5)
    chosen = supervisors_for(facilitator, on=at.date())
    if not chosen:
        return
    values = {
        "kind": "session" if number % 2 else "wellbeing",
        "on": at.date(),
        "words": DAYS[number % len(DAYS)],
        "wants_to_talk": number % 3 == 1,
    }
    write_debrief(supervisor=chosen[number % len(chosen)], values=values, by=facilitator, at=at)
