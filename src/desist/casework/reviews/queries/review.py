"""A review with its views and steps, and the steps that are still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import Party, PartyView, Review, ReviewStep
from desist.casework.reviews.policy.party import speaks_for
from desist.casework.reviews.queries.point import review_rule_for


def views_of(actor: Actor, review: Review) -> list[tuple[Party, PartyView | None, bool]]:
    """Each party, what it said, and whether this member of staff writes it down."""
    held = rows(actor, PartyView).filter(review=review).select_related("recorded_by")
    said = {each.party: each for each in held}
    return [(party, said.get(party), speaks_for(actor, party)) for party in Party]


def view_of(actor: Actor, review: Review, party: str) -> PartyView | None:
    """What one party said, if anything."""
    return rows(actor, PartyView).filter(review=review, party=party).first()


def steps_of(actor: Actor, review: Review) -> Sequence[ReviewStep]:
    """What was decided, in the order of its days."""
    return list(rows(actor, ReviewStep).filter(review=review).order_by("due_on", "pk"))


def open_steps(actor: Actor, enrolment: Enrolment) -> Sequence[ReviewStep]:
    """What was decided in any review of a course and is still to be done."""
    held = rows(actor, ReviewStep).filter(review__enrolment=enrolment, done_on=None)
    return list(held.order_by("due_on", "pk"))


def title_of(review: Review, *, on: date) -> str:
    """The name of its point; empty where it was called, or the point is not there any more."""
    rule = review_rule_for(review.enrolment.programme, on=on) if review.point else None
    point = rule.point_called(review.point) if rule else None
    return point.title if point else ""
