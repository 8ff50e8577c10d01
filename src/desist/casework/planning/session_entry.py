"""A session as a calendar shows it: initials, which session of how many, where."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from desist.casework.people.models import Person
from desist.casework.planning.calendar_source import sources
from desist.casework.planning.calendar_text import Entry
from desist.casework.planning.models import Appointment, AppointmentState, CalendarFeed
from desist.casework.planning.queries.feed import KEPT, sessions_in


def initials_of(person: Person) -> str:
    """Initials alone: J.M."""
    return "".join(f"{name[:1].upper()}." for name in (person.first_names, person.last_name))


def entries_in(feed: CalendarFeed, *, on: date) -> list[tuple[str, Entry]]:
    """Everything that a feed shows, each by the name that the trail has for it."""
    alone = [(each.reference, entry_of(each)) for each in sessions_in(feed, on=on)]
    since = on - KEPT
    return [*alone, *(each for of in sources() for each in of(feed.user, since=since, on=on))]


def entry_of(appointment: Appointment) -> Entry:
    """One session; its plan, room and person are to be at hand."""
    words = _("%(who)s, session %(number)s of %(of)s")
    if appointment.is_catch_up:
        words = _("%(who)s, catch-up of session %(number)s")
    summary = words % {
        "who": initials_of(appointment.enrolment.person),
        "number": appointment.number,
        "of": appointment.plan.sessions,
    }
    return Entry(
        uid=appointment.uid,
        sequence=appointment.sequence,
        changed_at=appointment.changed_at,
        begins_at=appointment.begins_at,
        ends_at=appointment.ends_at,
        summary=summary,
        place=str(appointment.room),
        is_cancelled=appointment.state == AppointmentState.CANCELLED,
    )
