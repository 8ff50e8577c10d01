"""Who keeps rooms and leave, and whose calendar is whose: facts about the service, not a case."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import Q

from desist.casework.access import Role, Rule, extend, register
from desist.casework.access.policy import NOTHING, Actor, always, both
from desist.casework.access.role import CASE_ROLES
from desist.casework.accounts.models import DeliveryUnit, User
from desist.casework.planning.models import CalendarFeed, Place, Room, StaffLeave
from desist.casework.planning.policy.role import BOOKERS, KEEPERS, where


def _works_here(actor: Actor) -> bool:
    return actor.standing.holds(*CASE_ROLES)


STAFF_OF_CASES = Rule(
    may=lambda actor, _row: _works_here(actor),
    rows=lambda actor: Q() if _works_here(actor) else NOTHING,
)


def of_the_place(prefix: str, roles: Collection[Role] = KEEPERS) -> Rule:
    """What these roles may do in their region or unit; ``prefix`` leads from a row to the unit."""

    def may(actor: Actor, row: Any) -> bool:
        for step in filter(None, prefix.split("__")):
            row = getattr(row, step)
        regions, units = actor.standing.regions(*roles), actor.standing.units(*roles)
        return row.region_id in regions or row.pk in units

    def rows(actor: Actor) -> Q:
        regions, units = actor.standing.regions(*roles), actor.standing.units(*roles)
        path = f"{prefix}__" if prefix else ""
        return Q(**{f"{path}region__in": regions}) | Q(**{f"{path}pk__in": units})

    return Rule(may=may, rows=rows, steady=always)


extend(DeliveryUnit, {"planning.add_place": of_the_place("")})
register(
    Place,
    rules={"see": STAFF_OF_CASES, "planning.add_room": of_the_place("unit")},
    key="unit",
    staff="name",
)
register(
    Room,
    rules={"see": STAFF_OF_CASES, "planning.change_room": of_the_place("place__unit")},
    key="place",
    staff="name capacity step_free hearing_loop is_open",
)


def _may_be_away(actor: Actor, user: Any) -> bool:
    return user.pk == actor.standing.user_id or actor.standing.holds(*KEEPERS)


def _own_or_kept(path: str) -> Callable[[Actor], Q]:
    """Rows of whoever asks; those who keep leave reach everybody's."""

    def rows(actor: Actor) -> Q:
        if actor.standing.holds(*KEEPERS):
            return Q()
        return Q(**{path: actor.standing.user_id})

    return rows


extend(User, {"planning.record_leave": Rule(may=_may_be_away, rows=_own_or_kept("pk"))})
register(
    StaffLeave,
    rules={
        "see": Rule(
            may=lambda actor, leave: _may_be_away(actor, leave.user), rows=_own_or_kept("user")
        ),
        "planning.withdraw_leave": both(
            Rule(
                may=lambda actor, leave: _may_be_away(actor, leave.user), rows=_own_or_kept("user")
            ),
            where(lambda leave: leave.withdrawn_at is None, Q(withdrawn_at=None)),
        ),
    },
    staff="user first_on last_on withdrawn_at",
)


def _is_mine(actor: Actor, user: Any) -> bool:
    return user.pk == actor.standing.user_id and actor.standing.holds(*BOOKERS)


def _mine(path: str) -> Callable[[Actor], Q]:
    """Rows of whoever asks, if their work has sessions."""

    def rows(actor: Actor) -> Q:
        me = actor.standing.user_id if actor.standing.holds(*BOOKERS) else None
        return NOTHING if me is None else Q(**{path: me})

    return rows


_OWN_FEED = Rule(may=lambda actor, feed: _is_mine(actor, feed.user), rows=_mine("user"))
extend(User, {"planning.make_feed": Rule(may=_is_mine, rows=_mine("pk"))})
register(
    CalendarFeed,
    rules={
        "see": _OWN_FEED,
        "planning.revoke_feed": both(
            _OWN_FEED, where(lambda feed: feed.revoked_at is None, Q(revoked_at=None))
        ),
    },
    staff="user made_at revoked_at",
    secret="token_hash",  # noqa: S106 - the class of a field
)
