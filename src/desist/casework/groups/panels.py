"""What groups show on Today."""

from __future__ import annotations

from datetime import date

from desist.casework.access import listed
from desist.casework.access.policy import Actor
from desist.casework.groups.policy import READERS
from desist.casework.groups.queries.hindrance import first_hindered
from desist.casework.pages.panel import FIRST, Panel
from desist.casework.planning.queries.overview import AHEAD, MOST


def today(actor: Actor, *, day: date) -> Panel | None:
    """The sessions of groups that are soon, in reach, and cannot be held as they are booked."""
    if not actor.standing.holds(*READERS):
        return None
    found = first_hindered(actor, day=day, until=day + AHEAD)
    if not found:
        return None
    shown = found[:MOST]
    listed([session for session, _why in shown], verb="groups.to_move", length=MOST)
    context = {"hindered_meetings": shown}
    return Panel(template="groups/today_panel.html", context=context, rank=FIRST)
