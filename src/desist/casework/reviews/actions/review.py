"""Calling a review, saying one's view, deciding steps, and recording that it was held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.access import Role
from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.delivery.models import SessionRecord
from desist.casework.people.queries import nation_on
from desist.casework.planning.models import Enrolment
from desist.casework.records.editable import StaleVersion, amend, insert
from desist.casework.reviews.models import Party, PartyView, Review, ReviewStep
from desist.casework.reviews.policy.party import speaks_for
from desist.casework.reviews.queries.point import points_due
from desist.casework.tasks.actions import finish_tasks, raise_task
from desist.casework.tasks.working_day import add_working_days

USUAL_NATION = "england"
"""Whose bank holidays count where no sentence says."""


class NotYours(ValueError):
    """This is another party's view to give."""


class ViewMissing(ValueError):
    """A party has said nothing, and nobody says why the review was held without them."""

    def __init__(self, parties: tuple[str, ...]) -> None:
        super().__init__(", ".join(parties))
        self.parties = parties


@bookkeeping("part of recording a session, which tells")
def bring_due_reviews(*, record: SessionRecord, by: Any, at: datetime) -> None:
    """Have the reviews be due whose point was reached by a session that was just recorded."""
    enrolment, today = record.enrolment, timezone.localdate(at)
    for point, within in points_due(enrolment, on=today):
        due_on = _after(enrolment, today, within)
        review = Review(enrolment=enrolment, point=point.id, due_on=due_on)
        insert(review, by=by, at=at)
        tell(review, enrolment.person, verb="reviews.fall_due", fields=("point", "due_on"))
        _raise(review, by=by, at=at)


@action("reviews.call", on="enrolment", kind=Kind.COLLECTION, told=_("Review called"))
def call_review(
    *, enrolment: Enrolment, because: str, due_on: date, by: Any, at: datetime
) -> Review:
    """Ask for a review that no point brings."""
    review = Review(enrolment=enrolment, called_because=because, due_on=due_on)
    insert(review, by=by, at=at)
    tell(review, enrolment.person, fields=("called_because", "due_on"))
    _raise(review, by=by, at=at)
    return review


@action("reviews.say", on="review", kind=Kind.COLLECTION, told=_("View given for a review"))
def say_view(
    *, review: Review, party: str, read_version: int, words: str, by: Any, at: datetime
) -> PartyView:
    """One party's view; said again, the earlier words stay as a revision.

    ``read_version`` is 0 where nothing was said yet.

    Raises:
        NotYours: it is another party's to say.
        StaleVersion: somebody else wrote it in between.
    """
    if not speaks_for(by, party):
        raise NotYours(party)
    values = {"words": words, "said_on": timezone.localdate(at), "recorded_by": by}
    Review._base_manager.select_for_update().get(pk=review.pk)
    view = PartyView._base_manager.filter(review=review, party=party).first()
    if view is None:
        view = PartyView(review=review, party=party, **values)
        insert(view, by=by, at=at)
        changed: tuple[str, ...] = ("words",)
    elif not read_version:
        raise StaleVersion(view)
    else:
        changed = amend(view, read_version=read_version, values=values, by=by, at=at)
    tell(view, review, review.enrolment.person, fields=changed)
    return view


@action("reviews.decide_step", on="review", told=_("Step decided in a review"))
def decide_step(
    *, review: Review, what: str, party: str, due_on: date, by: Any, at: datetime
) -> ReviewStep:
    """One thing to be done; staff get a task of it."""
    step = ReviewStep(review=review, what=what, party=party, due_on=due_on)
    insert(step, by=by, at=at)
    person = review.enrolment.person
    tell(step, review, person, fields=("what", "party", "due_on"))
    given = {"person": person, "kind": "review_step", "about": step, "due_on": due_on}
    if party == Party.PRACTITIONER:
        raise_task(**given, role=Role.REFERRER, by=by, at=at)
    elif party == Party.FACILITATOR:
        raise_task(**given, role=Role.FACILITATOR, by=by, at=at)
    return step


@action("reviews.finish_step", on="step", told=_("Step of a review done"))
def finish_step(
    *, step: ReviewStep, read_version: int, done_on: date, result: str, by: Any, at: datetime
) -> ReviewStep:
    """What came of it.

    Raises:
        StaleVersion: somebody else said so in between.
    """
    values = {"done_on": done_on, "result": result}
    changed = amend(step, read_version=read_version, values=values, by=by, at=at)
    person = step.review.enrolment.person
    finish_tasks(person=person, kind="review_step", about=step, by=by, at=at)
    tell(step, person, fields=changed)
    return step


@action("reviews.hold", on="review", told=_("Review held"))
def hold_review(
    *, review: Review, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Review:
    """It took place: when, what was decided, and what the participant says to it.

    Raises:
        ViewMissing: a party has said nothing, and ``without`` does not say why.
        StaleVersion: somebody else saved in between.
    """
    said = PartyView._base_manager.filter(review=review).values_list("party", flat=True)
    missing = tuple(each for each in Party.values if each not in set(said))
    if missing and not values.get("without"):
        raise ViewMissing(missing)
    changed = amend(
        review, read_version=read_version, values={**values, "recorded_by": by}, by=by, at=at
    )
    person = review.enrolment.person
    finish_tasks(person=person, kind="hold_review", about=review, by=by, at=at)
    tell(review, person, fields=changed)
    return review


@action("reviews.correct", on="review", told=_("Review corrected"))
def correct_review(
    *, review: Review, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Review:
    """Say it better; what was recorded before stays as a revision.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    changed = amend(review, read_version=read_version, values=values, by=by, at=at)
    tell(review, review.enrolment.person, fields=changed)
    return review


def _after(enrolment: Enrolment, day: date, working_days: int) -> date:
    nation = nation_on(enrolment.person, day) or USUAL_NATION
    return add_working_days(day, working_days, nation)


def _raise(review: Review, *, by: Any, at: datetime) -> None:
    given = {"kind": "hold_review", "about": review, "role": Role.FACILITATOR}
    raise_task(person=review.enrolment.person, **given, due_on=review.due_on, by=by, at=at)
