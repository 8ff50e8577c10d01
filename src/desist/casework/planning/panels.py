"""What planning shows on Today and on a person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from desist.casework.access import Role, listed
from desist.casework.access.fetch import Listing
from desist.casework.access.policy import Actor
from desist.casework.access.role import CASE_ROLES
from desist.casework.pages.panel import DIARY, USUAL, Panel
from desist.casework.planning.policy import BOOKERS
from desist.casework.planning.queries.hindrance import first_hindered, said_against
from desist.casework.planning.queries.kept_place import with_place
from desist.casework.planning.queries.overview import (
    AHEAD,
    MOST,
    awaiting_approval,
    sessions_on,
    still_to_plan,
)
from desist.casework.planning.queries.summary import summary_of
from desist.casework.planning.queries.support import support_to_book, support_to_call_off
from desist.casework.planning.session_entry import initials_of

NONE = Listing(rows=(), number=1, more=False)


def diary(actor: Actor, *, day: date) -> Panel | None:
    """The sessions that somebody holds on the day, and those in reach that are to be moved."""
    if not actor.standing.holds(*BOOKERS):
        return None
    held = sessions_on(actor, day=day, led_by=actor.standing.user_id)
    hindered = first_hindered(actor, day=day, until=day + AHEAD)
    if not (held or hindered):
        return None
    context = {
        "sessions": listed(held, verb="planning.diary").rows if held else (),
        "hindered": listed(hindered, verb="planning.to_move", length=MOST) if hindered else NONE,
        "against": said_against, "initials_of": initials_of,
    }  # fmt: skip
    return Panel(template="planning/diary_panel.html", context=context, rank=DIARY)


def today(actor: Actor, *, day: date) -> Panel | None:
    """The plans to make, for a manager those that wait for them, and whom to book."""
    if not actor.standing.holds(*BOOKERS):
        return None
    me = actor.standing.user_id
    plans = unplanned = NONE
    if actor.standing.holds(Role.FACILITATOR):
        waiting = still_to_plan(actor, with_place(), led_by=me)
        unplanned = listed(waiting, verb="planning.unplanned", length=MOST)
    if actor.standing.holds(Role.MANAGER):
        plans = listed(awaiting_approval(actor), verb="planning.awaiting", length=MOST)
    support, called_off = _support(actor, day)
    if not (plans.rows or unplanned.rows or support.rows or called_off.rows):
        return None
    context = {
        "unplanned": unplanned, "plans": plans, "support": support, "called_off": called_off,
        "initials_of": initials_of,
    }  # fmt: skip
    return Panel(template="planning/today_panel.html", context=context, rank=USUAL)


def _support(actor: Actor, day: date) -> tuple[Listing, Listing]:
    """For those who book it, the sessions near without whom somebody needs, and those cancelled."""
    if not actor.standing.holds(Role.PROGRAMME_ADMINISTRATOR, Role.FACILITATOR):
        return NONE, NONE
    found = support_to_book(actor, day=day, until=day + AHEAD)
    cancelled = support_to_call_off(actor, day=day)
    return (
        listed(found, verb="planning.support_to_book", length=MOST),
        listed(cancelled, verb="planning.support_to_call_off", length=MOST),
    )


def person(actor: Actor, person: Any, *, day: date) -> Panel | None:
    """The approved plan, its coverage, its sessions as dots, and the next date."""
    if not actor.standing.holds(*CASE_ROLES):
        return None
    summary = summary_of(actor, person, on=day)
    if summary is None:
        return None
    context = {"summary": summary, "person": person}
    return Panel(template="planning/person_panel.html", context=context, rank=USUAL)
