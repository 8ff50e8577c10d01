"""Reviews for the demonstration: those that fell due are held, and some have a New Life Plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from desist.casework.accounts.models import User
from desist.casework.demonstration.seed import Seed
from desist.casework.people.models import Person
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.actions.life_plan import add_goal, record_progress, write_life_plan
from desist.casework.reviews.actions.review import hold_review, say_view
from desist.casework.reviews.models import Review

OVERDUE = timedelta(days=5)
"""A review that fell due later than this is still to be held."""
EVERY = 4
"""Every fourth person has written a New Life Plan."""
VIEWS = {
    "participant": "I talk more than I did. I would like the sessions later in the day.",
    "practitioner": "Keeps appointments; steadier at home.",
    "facilitator": "Takes part, and does the practice between sessions.",
}
HELD = {
    "summary": "Went through the work so far. To go on as planned.",
    "accord": "agrees",
    "own_words": "",
    "without": "",
}
PLAN = {
    "language": "en",
    "matters": "Being a good father\nWork that I can be proud of",
    "supports": "My brother\nThe walking group",
    "warning_signs": "Staying up late by myself",
    "responses": "Ring my brother\nGo out for a walk",
    "safeguards": "The laptop stays in the kitchen",
}
GOALS = (
    ("approach", "Work three days a week", "Ring the old firm\nRenew the card", "well"),
    ("avoid", "Being online alone at night", "Telephone downstairs from ten", "some"),
)


def reviews_stage(made: Seed, people: Sequence[tuple[Person, User, User]]) -> int:
    """Hold what fell due, and write a plan with some of these people; how many were held.

    ``people`` are the person, their facilitator, and their practitioner.
    """
    whose = {person.pk: (facilitator, practitioner) for person, facilitator, practitioner in people}
    due = Review.objects.filter(
        enrolment__person__in=whose,
        held_on=None,
        due_on__lt=(made.now - OVERDUE).date(),
    ).select_related("enrolment__person__team__unit", "enrolment__person__practitioner")
    held = list(due.order_by("pk"))
    for review in held:
        _hold(made, review, *whose[review.enrolment.person_id])
    related = ("person__team__unit", "person__practitioner")
    enrolled = Enrolment.objects.filter(person__in=whose).select_related(*related).order_by("pk")
    for enrolment in enrolled[::EVERY]:
        _plan(made, enrolment, whose[enrolment.person_id][0])
    return len(held)


def _hold(made: Seed, review: Review, facilitator: User, practitioner: User) -> None:
    """On the day on which it was due, each view by whoever speaks for that party."""
    at = made.now - (made.now.date() - review.due_on)
    for party, words in VIEWS.items():
        by = facilitator if party == "facilitator" else practitioner
        say_view(review=review, party=party, read_version=0, words=words, by=by, at=at)
    values: dict[str, Any] = {**HELD, "held_on": review.due_on}
    hold_review(review=review, read_version=review.version, values=values, by=practitioner, at=at)


def _plan(made: Seed, enrolment: Enrolment, facilitator: User) -> None:
    at = made.now - timedelta(days=8)
    by = {"by": facilitator, "at": at}
    looks = {
        name: (made.now + timedelta(days=days)).date()
        for name, days in (("look_again_on", 60), ("second_look_on", 150))
    }
    values = {**PLAN, **looks, "third_look_on": None}
    plan = write_life_plan(enrolment=enrolment, read_version=0, values=values, **by)
    for direction, words, steps, going in GOALS:
        about = {"direction": direction, "goal": words, "steps": steps}
        goal = add_goal(plan=plan, values={**about, "helps": "", "obstacles": ""}, **by)
        said = {"going": going, "words": "", "said_on": made.now.date()}
        record_progress(goal=goal, values=said, by=facilitator, at=made.now)
