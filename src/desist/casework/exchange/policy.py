"""Who lets other systems in, and what each of them may refer and read."""

from __future__ import annotations

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, extend, register
from desist.casework.access.policy import NOTHING, Actor
from desist.casework.exchange.models import OtherSystem, OutboundEvent, Submission, SystemToken
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching


def _administers(actor: Actor) -> bool:
    return actor.standing.holds(Role.ADMINISTRATOR)


ADMINISTRATORS = Rule(
    may=lambda actor, _row: _administers(actor),
    rows=lambda actor: Q() if _administers(actor) else NOTHING,
)
SYSTEM = Rule(may=lambda _actor, _row: False, rows=lambda _actor: NOTHING)
"""Done by a named part of the service alone."""

at_large("exchange.let_in", _administers)
extend(Person, {"exchange.receive": reaching({Role.MANAGER})})
register(
    OtherSystem,
    rules={
        "see": ADMINISTRATORS,
        "exchange.make_token": ADMINISTRATORS,
        "exchange.end_system": ADMINISTRATORS,
    },
    staff="account region unit scopes webhook added_at ended_at",
    secret="secret",  # noqa: S106 - the class of a field
)
register(
    SystemToken,
    rules={"see": ADMINISTRATORS, "exchange.revoke_token": ADMINISTRATORS},
    staff="system ending made_at expires_at revoked_at",
    secret="token_hash",  # noqa: S106
)
register(
    Submission,
    rules={"see": NOBODY},
    person="referral__person",
    why="it remembers what came; the referral that it made is what is seen",
    key="system referral",
    staff="at",
    secret="key_hash body_hash",  # noqa: S106
)
register(
    OutboundEvent,
    rules={
        "see": ADMINISTRATORS,
        "exchange.note_answer": SYSTEM,
        "exchange.send_again": ADMINISTRATORS,
    },
    person="referral__person",
    why="an administrator sees that something was not delivered, and never of whom",
    key="system",
    staff="kind at state tries answer delivered_at",
    course="referral",
)
