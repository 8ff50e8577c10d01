"""Who asks for a study, who allows it, and that nobody gets both halves of one.

An evaluator has courses and outcomes under pseudonyms, a data linker names under the same; whoever
has taken one of the two is refused the other, whatever posts they hold.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from desist.casework.access import Role, Rule, at_large, register, through
from desist.casework.access.policy import NOTHING, Actor, System
from desist.casework.access.role import CASE_ROLES
from desist.casework.studies.models import (
    Extract,
    ExtractState,
    Finding,
    Given,
    HandOver,
    Study,
    StudyState,
)

READERS = frozenset({Role.EVALUATOR, Role.LEAD, Role.LINKER})
FINDING_READERS = CASE_ROLES | {Role.EVALUATOR, Role.LEAD}
"""Whoever runs or delivers a programme; never the data linker, who sees no outcome."""
MAKER = System("studies")
OPEN = (StudyState.ASKED, StudyState.ALLOWED)
WAS_ALLOWED = (StudyState.ALLOWED, StudyState.CLOSED)


def _evaluates(actor: Actor) -> bool:
    return actor.standing.holds(Role.EVALUATOR)


def _leads(actor: Actor) -> bool:
    return actor.standing.holds(Role.LEAD)


def _links(actor: Actor) -> bool:
    return actor.standing.holds(Role.LINKER)


def _has_taken(actor: Actor, given: Given) -> Any:
    """What this person has taken of the kind."""
    return HandOver._base_manager.filter(given=given, by__public_id=actor.public_id)


def _decides(actor: Actor, study: Any) -> bool:
    """A programme lead, and never whoever asked."""
    other = study.asked_by.public_id != actor.public_id
    return _leads(actor) and other and study.state == StudyState.ASKED


def _decides_rows(actor: Actor) -> Q:
    asked = Q(state=StudyState.ASKED) & ~Q(asked_by__public_id=actor.public_id)
    return asked if _leads(actor) else NOTHING


def _takes_roster(actor: Actor, study: Any) -> bool:
    allowed = _links(actor) and study.is_allowed
    return allowed and not _has_taken(actor, Given.COHORT).filter(study=study).exists()


def _takes_roster_rows(actor: Actor) -> Q:
    if not _links(actor):
        return NOTHING
    taken = Exists(_has_taken(actor, Given.COHORT).filter(study=OuterRef("pk")))
    return Q(~taken, state=StudyState.ALLOWED)


def _takes_cohort(actor: Actor, extract: Any) -> bool:
    ready = extract.state == ExtractState.DONE and extract.study.is_allowed
    names = _has_taken(actor, Given.ROSTER).filter(study=extract.study_id)
    return _evaluates(actor) and ready and not names.exists()


def _takes_cohort_rows(actor: Actor) -> Q:
    if not _evaluates(actor):
        return NOTHING
    taken = Exists(_has_taken(actor, Given.ROSTER).filter(study=OuterRef("study_id")))
    return Q(~taken, state=ExtractState.DONE, study__state=StudyState.ALLOWED)


STAFF = Rule(
    may=lambda actor, _row: actor.standing.holds(*READERS),
    rows=lambda actor: Q() if actor.standing.holds(*READERS) else NOTHING,
)
BY_JOB = Rule(may=lambda _actor, _row: False, rows=lambda _actor: NOTHING)
"""Done by the service alone."""

at_large("studies.ask", _evaluates)
register(
    Study,
    rules={
        "see": STAFF,
        "studies.decide": Rule(may=_decides, rows=_decides_rows),
        "studies.close": Rule(
            may=lambda actor, row: (_evaluates(actor) or _leads(actor)) and row.is_open,
            rows=lambda actor: Q(state__in=OPEN) if _evaluates(actor) or _leads(actor) else NOTHING,
        ),
        "studies.extract": Rule(
            may=lambda actor, row: _evaluates(actor) and row.is_allowed,
            rows=lambda actor: Q(state=StudyState.ALLOWED) if _evaluates(actor) else NOTHING,
        ),
        "studies.take_roster": Rule(may=_takes_roster, rows=_takes_roster_rows),
        "studies.keep_finding": Rule(
            may=lambda actor, row: _evaluates(actor) and row.was_allowed,
            rows=lambda actor: (
                Q(state__in=WAS_ALLOWED, open_until__isnull=False) if _evaluates(actor) else NOTHING
            ),
        ),
    },
    why="about no person: a question, and who allowed it to be asked",
    staff="title question approval programme counts_from first_day last_day predicts horizon_days "
    "state asked_by asked_at decided_by decided_at because open_until",
)
register(
    Extract,
    rules={
        "see": through("study", Study, "see"),
        "studies.finish_extract": BY_JOB,
        "studies.take_cohort": Rule(may=_takes_cohort, rows=_takes_cohort_rows),
    },
    why="people under pseudonyms, whom nobody finds by it without the key of this installation",
    staff="study state asked_by asked_at finished_at done whole numbers sha256",
    secret="content people",  # noqa: S106 - the class of fields
)
register(
    Finding,
    rules={
        "see": Rule(
            may=lambda actor, _row: actor.standing.holds(*FINDING_READERS),
            rows=lambda actor: Q() if actor.standing.holds(*FINDING_READERS) else NOTHING,
        )
    },
    why="about no person: shares and evidence, small counts withheld",
    staff="study extracted_on plan_sha256 sha256 content by at",
)
register(
    HandOver,
    rules={"see": through("study", Study, "see")},
    why="about no person: that a file left the service",
    staff="study given extract by at people sha256",
)
