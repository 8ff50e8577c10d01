"""Finding the feed of a secret address, and the sessions in it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from desist.casework.access import rows
from desist.casework.planning.models import Appointment, AppointmentState, CalendarFeed
from desist.casework.records.keys import keyed_hash

KEPT = timedelta(days=60)
"""How long a session that is over stays in the feed."""


def find_feed(token: str) -> CalendarFeed | None:
    """The feed of a token, unless it was revoked or the account was closed."""
    held = CalendarFeed._base_manager.select_related("user")
    return held.filter(
        token_hash=keyed_hash("calendar", token), revoked_at=None, user__is_active=True
    ).first()


def own_feed(user: object) -> CalendarFeed | None:
    """The address that somebody has now."""
    return CalendarFeed._base_manager.filter(user=user, revoked_at=None).first()


def sessions_in(feed: CalendarFeed, *, on: date) -> QuerySet[Appointment]:
    """The sessions with one person that the feed's owner may still see, cancelled ones too."""
    held = rows(feed.user, Appointment).filter(day__gte=on - KEPT, group_session=None)
    mine = held.filter(Q(facilitator=feed.user) | Q(co_facilitator=feed.user))
    shown = mine.exclude(Q(state=AppointmentState.CANCELLED, day__lt=on))
    return shown.select_related("enrolment__person", "plan", "room__place").order_by("day", "pk")
