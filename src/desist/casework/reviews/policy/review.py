"""Who takes part in a review and who reads it.

What is said is for all three parties, so it is of a class that the practitioner reads too, and the
rules here, not the class, settle who writes it. A programme administrator sees points and dates.
"""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import Rule, extend, register, through
from desist.casework.access.policy import both
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import (
    PartyView,
    PartyViewRevision,
    Review,
    ReviewRevision,
    ReviewStep,
    ReviewStepRevision,
)
from desist.casework.reviews.policy.role import PARTIES

extend(Person, {"reviews.take_part": reaching(PARTIES)})
extend(Enrolment, {"reviews.call": through("person", Person, "reviews.take_part")})

_PART = through("enrolment", Enrolment, "reviews.call")
_DUE = Rule(may=lambda _actor, row: not row.is_held, rows=lambda _actor: Q(held_on=None))
_HELD = Rule(may=lambda _actor, row: row.is_held, rows=lambda _actor: Q(held_on__isnull=False))

register(
    Review,
    rules={
        "see": through("enrolment", Enrolment, "see"),
        "reviews.say": both(_PART, _DUE),
        "reviews.decide_step": _PART,
        "reviews.hold": both(_PART, _DUE),
        "reviews.correct": both(_PART, _HELD),
    },
    person="enrolment__person",
    key="enrolment",
    course="point due_on held_on recorded_by",
    legal="called_because accord summary own_words without",
)
register(
    ReviewRevision,
    rules={"see": through("of", Review, "see")},
    person="of__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)
register(
    PartyView,
    rules={"see": through("review", Review, "see")},
    person="review__enrolment__person",
    key="review",
    course="party said_on recorded_by",
    legal="words",
)
register(
    PartyViewRevision,
    rules={"see": through("of", PartyView, "see")},
    person="of__review__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)
register(
    ReviewStep,
    rules={
        "see": through("review", Review, "see"),
        "reviews.finish_step": through("review", Review, "reviews.decide_step"),
    },
    person="review__enrolment__person",
    key="review",
    course="party due_on done_on",
    legal="what result",
)
register(
    ReviewStepRevision,
    rules={"see": through("of", ReviewStep, "see")},
    person="of__review__enrolment__person",
    key="of number",
    staff="by at",
    legal="content",
)
