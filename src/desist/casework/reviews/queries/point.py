"""Which points of review a course has reached, and the line of its reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desist.casework.access import rows
from desist.casework.access.policy import Actor
from desist.casework.delivery.queries.progress import attended_of, planned_of
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import Review
from desist.casework.rules.queries import the_catalogue
from desist.catalogue.adoption_file import EVERYTHING
from desist.programme.review_rule import ReviewPoint, ReviewRule


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One review on the line: its name, its state, a date, and the review where there is one."""

    title: str
    state: str
    when: date | None = None
    after: int | None = None
    """After how many sessions it comes, where it is still to come."""
    review: Review | None = None


def review_rule_for(programme: str, *, on: date) -> ReviewRule | None:
    """The points in force for a programme; they are procedure and judge nobody."""
    held = the_catalogue().all_in_force(ReviewRule, on=on, adoptions=EVERYTHING)
    return next((each for each in held if each.programme == programme), None)


def points_due(enrolment: Enrolment, *, on: date) -> Iterator[tuple[ReviewPoint, int]]:
    """The points reached that have no review yet, and the working days within which to hold it."""
    rule = review_rule_for(enrolment.programme, on=on)
    if rule is None:
        return
    reached = rule.reached(attended=attended_of(enrolment), planned=planned_of(enrolment))
    held = set(Review._base_manager.filter(enrolment=enrolment).values_list("point", flat=True))
    for point in reached:
        if point.id not in held:
            yield point, rule.hold_within.working_days


def line_of(actor: Actor, enrolment: Enrolment, *, on: date) -> list[Mark]:
    """The reviews of a course as a line: those at points, then those that were called."""
    held = list(rows(actor, Review).filter(enrolment=enrolment).order_by("due_on", "pk"))
    by_point = {each.point: each for each in held if each.point}
    rule = review_rule_for(enrolment.programme, on=on)
    planned = planned_of(enrolment)
    line = [
        _mark(point, by_point.get(point.id), rule.sessions_until(point, planned=planned), on)
        for point in (rule.point if rule else ())
    ]
    return line + [_called(each, on) for each in held if not each.point]


def _mark(point: ReviewPoint, review: Review | None, after: int, on: date) -> Mark:
    if review is None:
        return Mark(title=point.title, state="to_come", after=after)
    when = review.held_on or review.due_on
    return Mark(title=point.title, state=review.state_on(on), when=when, review=review)


def _called(review: Review, on: date) -> Mark:
    when = review.held_on or review.due_on
    return Mark(title="", state=review.state_on(on), when=when, review=review)
