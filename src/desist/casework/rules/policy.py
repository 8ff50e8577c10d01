"""Who adopts: treatment managers; who seconds: another manager or an assessor; who sees: staff."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, at_large, register, through
from desist.casework.access.policy import NOTHING, Actor
from desist.casework.rules.models import Adoption, AdoptionRevision, State

SECONDERS = frozenset({Role.MANAGER, Role.ASSESSOR})


def _adopts(actor: Actor) -> bool:
    return actor.standing.holds(Role.MANAGER)


def _seconds(actor: Actor, adoption: Any) -> bool:
    """Another person than the one who proposed, while a second is waited for."""
    other = adoption.proposed_by.public_id != actor.public_id
    return actor.standing.holds(*SECONDERS) and other and adoption.state == State.PROPOSED


def _seconded_rows(actor: Actor) -> Q:
    if not actor.standing.holds(*SECONDERS):
        return NOTHING
    return Q(state=State.PROPOSED) & ~Q(proposed_by__public_id=actor.public_id)


def _withdrawable_rows(actor: Actor) -> Q:
    return ~Q(state=State.WITHDRAWN) if _adopts(actor) else NOTHING


STAFF = Rule(
    may=lambda actor, _row: bool(actor.standing.posts),
    rows=lambda actor: Q() if actor.standing.posts else NOTHING,
)

at_large("rules.adopt", _adopts)
register(
    Adoption,
    rules={
        "see": STAFF,
        "rules.second": Rule(may=_seconds, rows=_seconded_rows),
        "rules.withdraw": Rule(
            may=lambda actor, row: _adopts(actor) and row.state != State.WITHDRAWN,
            rows=_withdrawable_rows,
        ),
    },
    why="about no person: which rules the site judges by",
    staff="rule rule_version sha256 state proposed_by second in_effect_on withdrawn_on",
    course="why withdrawn_because",
)
register(
    AdoptionRevision,
    rules={"see": through("of", Adoption, "see")},
    why="about no person: which rules the site judges by",
    key="of number",
    staff="by at content",
)
