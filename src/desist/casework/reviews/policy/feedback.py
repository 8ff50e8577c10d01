"""Who hears feedback, and who reads and answers a complaint: never whom it is about."""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import both, either
from desist.casework.access.role import CASE_ROLES
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.planning.models import Enrolment
from desist.casework.reviews.models import (
    Complaint,
    ComplaintRevision,
    ModuleFeedback,
)
from desist.casework.reviews.policy.role import HEARERS, READERS

extend(
    Person,
    {
        "reviews.hear": reaching(HEARERS),
        "reviews.read": reaching(READERS),
        "reviews.complain": reaching(CASE_ROLES),
        "reviews.answer_for": reaching({Role.MANAGER}),
    },
)
extend(Enrolment, {"reviews.feed_back": through("person", Person, "reviews.hear")})
register(
    ModuleFeedback,
    rules={"see": through("enrolment", Enrolment, "see")},
    person="enrolment__person",
    key="enrolment",
    course="module given given_on recorded_by recorded_at",
    clinical="helped words wish",
)

_NOT_ABOUT_ME = Rule(
    may=lambda actor, row: row.about_id is None or row.about_id != actor.standing.user_id,
    rows=lambda actor: Q(about=None) | ~Q(about=actor.standing.user_id),
)
_RECORDED = Rule(
    may=lambda actor, row: row.recorded_by_id == actor.standing.user_id,
    rows=lambda actor: Q(recorded_by=actor.standing.user_id),
)
_ADMITTED = through("person", Person, "concerns.admitted")
_ANSWERS = both(through("person", Person, "reviews.answer_for"), _NOT_ABOUT_ME)

register(
    Complaint,
    rules={
        "see": either(_ANSWERS, both(both(_RECORDED, _ADMITTED), _NOT_ABOUT_ME)),
        "reviews.answer": _ANSWERS,
    },
    person="person",
    key="person",
    course="subject about given received_on recorded_by answerer answer_by upheld told_on"
    " answered_by",
    legal="words wish answer change",
)
register(
    ComplaintRevision,
    rules={"see": through("of", Complaint, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    legal="content",
)
