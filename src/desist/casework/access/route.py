"""Route: every address says how sure we must be of who is asking, and for whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum
from functools import wraps
from typing import Any

from desist.casework.access.role import Role


class Level(IntEnum):
    """How sure we are of who is asking. Default: second factor."""

    ANONYMOUS = 0
    SITTING = 1
    """A participant at a tablet; another table, another cookie, never a sign-in of staff."""
    PASSWORD = 2
    SECOND_FACTOR = 3
    CONFIRMED = 4
    """The second factor was given again within the last 15 minutes."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """What an address asks of whoever comes. ``roles`` None: anybody at that level."""

    level: Level
    roles: frozenset[Role] | None
    why: str = ""


def route(
    *,
    level: Level = Level.SECOND_FACTOR,
    roles: Collection[Role] | None = None,
    why: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Settle a page. One that is open to all roles, or to nobody in particular, says why.

    Raises:
        ValueError: a page below the second factor, or for all roles, without a reason.
    """
    if not why and (roles is None or level < Level.SECOND_FACTOR):
        raise ValueError("say why this page is open to so many")

    def settle(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def settled(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        held = None if roles is None else frozenset(roles)
        settled.route = Route(level=level, roles=held, why=why)  # type: ignore[attr-defined]
        return settled

    return settle


def route_of(view: Callable[..., Any]) -> Route | None:
    """What a page asks, or None where nobody has settled it (and so nobody may see it)."""
    return getattr(view, "route", None)
