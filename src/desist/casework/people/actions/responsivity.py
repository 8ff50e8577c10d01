"""Stating what delivery must adapt to, and screening for learning disabilities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import LearningScreen, Person, Responsivity
from desist.casework.people.queries.responsivity import judge_score
from desist.casework.records.editable import keep_one


@action(
    "people.state_responsivity", on="person", kind=Kind.COLLECTION, told=_("Responsivity stated")
)
def state_responsivity(
    *, person: Person, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Responsivity:
    """What somebody needs so that they can learn and take part.

    Raises:
        StaleVersion: somebody else stated or changed it in between.
    """
    held, changed = keep_one(
        Responsivity(person=person, **values),
        about="person",
        read_version=read_version,
        values=values,
        by=by,
        at=at,
    )
    tell(held, person, fields=changed)
    return held


@action(
    "people.screen_learning", on="person", kind=Kind.COLLECTION, told=_("Learning screen recorded")
)
def screen_learning(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> LearningScreen:
    """The score of a screen (``score``, ``screened_on``, ``source``), judged by the rule in force.

    Raises:
        NotInForce: the catalogue has no rule for that day.
    """
    outcome, rule = judge_score(values["score"], on=values["screened_on"])
    return _keep(LearningScreen(person=person, outcome=outcome, rule=rule, **values), by=by, at=at)


@action(
    "people.judge_learning", on="person", kind=Kind.COLLECTION, told=_("Learning screen overridden")
)
def judge_learning(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> LearningScreen:
    """A human's judgement (``outcome``, ``because``, ``screened_on``, ``source``) over the scores.

    It stands whatever later scores say, until somebody judges again.
    """
    return _keep(LearningScreen(person=person, overrides=True, **values), by=by, at=at)


def _keep(screen: LearningScreen, *, by: Any, at: datetime) -> LearningScreen:
    screen.recorded_by, screen.recorded_at = by.public_id, at
    screen.save(force_insert=True)
    tell(screen, screen.person, fields=("score", "outcome", "because"))
    return screen
