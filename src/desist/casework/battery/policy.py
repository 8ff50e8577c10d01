"""Who gives questionnaires, who types and reads answers, and what a sitting may do to itself.

Administering takes no look at answers, so a programme administrator may start a sitting; typing
and reading them is clinical work. Whoever sits at the tablet is the sitting itself, and nobody.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from desist.casework.access import NOBODY, Role, Rule, at_large, extend, register, through
from desist.casework.access.policy import Actor, both
from desist.casework.battery.models import (
    OPEN,
    Administration,
    AdministrationRevision,
    Answer,
    ItemText,
    Sitting,
    SittingForm,
    State,
    Typing,
)
from desist.casework.people.models import Person
from desist.casework.people.policy import reaching
from desist.casework.referrals.models import Referral

CLINICIANS = frozenset({Role.ASSESSOR, Role.MANAGER, Role.FACILITATOR})
GIVERS = CLINICIANS | {Role.PROGRAMME_ADMINISTRATOR}

STILL_OPEN = Rule(
    may=lambda _actor, row: row.state in OPEN,
    rows=lambda _actor: Q(state__in=OPEN),
)
ANSWERED = Rule(
    may=lambda _actor, row: row.state == State.COMPLETED,
    rows=lambda _actor: Q(state=State.COMPLETED),
)
NOT_IN_ERROR = Rule(
    may=lambda _actor, row: row.state != State.ENTERED_IN_ERROR,
    rows=lambda _actor: ~Q(state=State.ENTERED_IN_ERROR),
)
SITTING_OPEN = Rule(
    may=lambda _actor, row: row.ended_at is None,
    rows=lambda _actor: Q(ended_at=None),
)


def _is_itself(actor: Actor, sitting: Any) -> bool:
    return actor.public_id == sitting.public_id


ITSELF = both(
    Rule(may=_is_itself, rows=lambda actor: Q(public_id=actor.public_id)),
    SITTING_OPEN,
)

extend(
    Person,
    {"battery.give": reaching(GIVERS), "battery.read": reaching(CLINICIANS)},
)
_GIVE, _READ = through("person", Person, "battery.give"), through("person", Person, "battery.read")
extend(
    Referral,
    {
        "battery.plan": _GIVE,
        "battery.start_sitting": _GIVE,
        "battery.close_out": _GIVE,
        "battery.read": _READ,
        "battery.import_answers": _READ,
        "battery.follow_status": NOBODY,
    },
)

_GIVEN = through("referral", Referral, "battery.plan")
_CLINICAL = through("referral", Referral, "battery.read")
register(
    Administration,
    rules={
        "see": _GIVEN,
        "battery.stop": both(_GIVEN, STILL_OPEN),
        "battery.read": _CLINICAL,
        "battery.type": both(_CLINICAL, STILL_OPEN),
        "battery.settle": both(_CLINICAL, STILL_OPEN),
        "battery.correct": both(_CLINICAL, ANSWERED),
        "battery.mark_in_error": both(_CLINICAL, NOT_IN_ERROR),
    },
    person="referral__person",
    key="referral",
    course="point instrument instrument_version form_order place mode state due_on answered_on",
    clinical="ended_because",
)
register(
    AdministrationRevision,
    rules={"see": through("of", Administration, "battery.read")},
    person="of__referral__person",
    key="of number",
    staff="by at",
    clinical="content",
)
register(
    Sitting,
    rules={
        "see": _GIVEN,
        "battery.cancel_sitting": both(_GIVEN, SITTING_OPEN),
        "battery.refuse_code": NOBODY,
        "battery.redeem": ITSELF,
        "battery.choose_language": ITSELF,
        "battery.answer": ITSELF,
        "battery.finish": ITSELF,
    },
    person="referral__person",
    key="referral",
    course="started_by started_at language redeemed_at seen_at ended_at finished",
    secret="handle code_hash code_expires_at wrong_tries key_hash",  # noqa: S106
)
register(
    SittingForm,
    rules={"see": through("sitting", Sitting, "see")},
    person="sitting__referral__person",
    key="sitting administration",
    course="place text",
)
register(
    Typing,
    rules={"see": through("administration", Administration, "battery.read")},
    person="administration__referral__person",
    key="administration",
    staff="by at",
    course="kind",
    clinical="because",
)
register(
    Answer,
    rules={"see": through("administration", Administration, "battery.read")},
    person="administration__referral__person",
    key="administration sitting typing",
    clinical="item sequence value given_at",
)
register(
    ItemText,
    rules={"see": NOBODY},
    why="licensed wording: shown in a sitting alone, and never listed",
    key="instrument instrument_version form_order language url text_version sha256",
    staff="content imported_at withdrawn_at",
)
at_large("battery.import_text", lambda _actor: False)
at_large("battery.withdraw_text", lambda _actor: False)
at_large("battery.export", lambda actor: actor.standing.holds(*CLINICIANS))
