"""Who raises, reads, acknowledges and closes a concern.

Anybody who may see a person may raise one. It is read by whoever raised it, the practitioner, the
assessors and managers of the place, the facilitators who work with the person, and today's duty
manager; never by somebody whom an exclusion or a restriction keeps out.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register, through
from desist.casework.access.policy import NOBODY, Actor, always, both, either
from desist.casework.access.role import CASE_ROLES
from desist.casework.concerns.admission import ADMITTED
from desist.casework.concerns.models import (
    Account,
    Acknowledgement,
    Answer,
    Concern,
    ConcernRevision,
    ConfidentialityAgreement,
    Escalation,
    State,
    Told,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching

READERS = frozenset({Role.REFERRER, Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})


def _on_duty_rows(actor: Actor) -> Q:
    duty, standing = Role.DUTY_MANAGER, actor.standing
    here = Q(team__unit__region__in=standing.regions(duty))
    return here | Q(team__unit__in=standing.units(duty))


def _on_duty(actor: Actor, person: Any) -> bool:
    duty, unit = Role.DUTY_MANAGER, person.team.unit
    here = unit.region_id in actor.standing.regions(duty)
    return here or unit.pk in actor.standing.units(duty)


ON_DUTY = both(Rule(may=_on_duty, rows=_on_duty_rows, steady=always), ADMITTED)
READ = either(reaching(READERS, emergency=True), ON_DUTY)
ANSWER_FOR = either(reaching({Role.MANAGER}), ON_DUTY)

extend(
    Person,
    {
        "concerns.of": either(reaching(CASE_ROLES, emergency=True), ON_DUTY),
        "concerns.raise": either(reaching(CASE_ROLES), ON_DUTY),
        "concerns.read": READ,
        "concerns.admitted": ADMITTED,
        "concerns.answer_for": ANSWER_FOR,
        "concerns.agree": reaching(READERS),
    },
)


def _rule(may: Any, rows: Any) -> Rule:
    return Rule(may=may, rows=rows, steady=always)


RAISED = _rule(
    lambda actor, concern: concern.raised_by_id == actor.standing.user_id,
    lambda actor: Q(raised_by=actor.standing.user_id),
)
NOT_RAISED = _rule(
    lambda actor, concern: concern.raised_by_id != actor.standing.user_id,
    lambda actor: ~Q(raised_by=actor.standing.user_id),
)
OPEN = _rule(lambda _actor, concern: concern.is_open, lambda _actor: ~Q(state=State.CLOSED))
IS_OPEN = _rule(
    lambda _actor, concern: concern.state == State.OPEN, lambda _actor: Q(state=State.OPEN)
)
IS_CLOSING = _rule(
    lambda _actor, concern: concern.state == State.CLOSING, lambda _actor: Q(state=State.CLOSING)
)
HAS_RESPONSE = _rule(
    lambda _actor, concern: concern.acknowledged_at is not None,
    lambda _actor: Q(acknowledged_at__isnull=False),
)

ADMITTED_TO = through("person", Person, "concerns.admitted")
SEE = either(through("person", Person, "concerns.read"), both(RAISED, ADMITTED_TO))
WORK = both(either(through("person", Person, "concerns.raise"), both(RAISED, ADMITTED_TO)), SEE)
ANSWERING = both(through("person", Person, "concerns.answer_for"), NOT_RAISED)
PROPOSE = both(both(WORK, IS_OPEN), HAS_RESPONSE)
CLOSE = both(both(ANSWERING, OPEN), HAS_RESPONSE)

register(
    Concern,
    rules={
        "see": SEE,
        "concerns.acknowledge": both(both(WORK, NOT_RAISED), OPEN),
        "concerns.answer_for": both(ANSWERING, OPEN),
        "concerns.correct": both(WORK, OPEN),
        "concerns.record_told": both(WORK, OPEN),
        "concerns.propose_closing": PROPOSE,
        "concerns.close": CLOSE,
        "concerns.end": either(PROPOSE, CLOSE),
        "concerns.decline_closing": both(ANSWERING, IS_CLOSING),
        "concerns.escalate": NOBODY,
    },
    person="person",
    key="person",
    concern="kind urgency origin_reference rule_version outcome",
    staff="raised_by raised_at duty_manager acknowledge_by acknowledged_by acknowledged_at "
    "steps_taken escalate_at state closing_by closed_by closed_at",
)
register(
    ConcernRevision,
    rules={"see": through("of", Concern, "see")},
    person="of__person",
    key="of number",
    staff="by at",
    concern="content",
)
_SEEN_WITH = {"see": through("concern", Concern, "see")}
register(
    Account,
    rules=_SEEN_WITH,
    person="concern__person",
    key="concern",
    concern="kind urgency origin facts opinion because",
    staff="by at",
)
register(
    Acknowledgement,
    rules=_SEEN_WITH,
    person="concern__person",
    key="concern",
    staff="user at",
)
register(
    Escalation,
    rules=_SEEN_WITH,
    person="concern__person",
    key="concern",
    staff="step to at",
)
register(
    Told,
    rules=_SEEN_WITH
    | {"concerns.record_answer": through("concern", Concern, "concerns.record_told")},
    person="concern__person",
    key="concern supersedes",
    concern="party whom told_at",
    staff="by at",
)
register(
    Answer,
    rules={"see": through("told", Told, "see")},
    person="told__concern__person",
    key="told",
    concern="text answered_at",
    staff="by at",
)
register(
    ConfidentialityAgreement,
    rules={"see": through("person", Person, "see")},
    person="person",
    key="person",
    course="wording wording_version wording_sha256 agreed on how",
    staff="by at",
)
