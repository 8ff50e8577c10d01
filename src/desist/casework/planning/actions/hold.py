"""Taking and giving back the time of people, staff and rooms: what books, moves, calls off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from desist.casework.accounts.models import User
from desist.casework.audit.door import bookkeeping
from desist.casework.people.models import Person
from desist.casework.planning.models import AppointmentState, Booking, Hold, Room
from desist.casework.planning.queries.free_time import slots_of, whoever_is_taken
from desist.casework.records.editable import amend


class TimeTaken(ValueError):
    """A person, a member of staff or the room is taken then.

    ``booking`` says which session could not be placed; ``taken`` names whoever and whatever is
    taken: ``person``, ``user`` and ``room``, or none where the session itself, or a catch-up of it,
    is booked already.
    """

    def __init__(self, booking: Booking, taken: tuple[str, ...]) -> None:
        super().__init__(f"session {booking.number} would meet another: {', '.join(taken)}")
        self.booking, self.taken = booking, taken


@bookkeeping("part of booking a session, which tells")
def take(*, booking: Booking, at: datetime) -> None:
    """Take the time of whoever and whatever a session needs.

    Raises:
        TimeTaken: another session has it; nothing was taken.
    """
    given = {"begins_at": booking.begins_at, "ends_at": booking.ends_at, **booking.takes}
    try:
        with transaction.atomic():
            take_time(session=booking.public_id, **given, at=at)
    except IntegrityError:
        raise TimeTaken(booking, whoever_is_taken(**given)) from None


@bookkeeping("part of moving a session, which tells")
def shift(
    *, booking: Booking, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> tuple[str, ...]:
    """Hold it otherwise: the names that changed. Calendars keep its id and see a higher sequence.

    Raises:
        TimeTaken: it would meet another session.
        StaleVersion: somebody else changed it in between.
    """
    told = {"state": AppointmentState.MOVED, "sequence": booking.sequence + 1, "changed_at": at}
    changed = amend(booking, read_version=read_version, values={**values, **told}, by=by, at=at)
    give_back_time(session=booking.public_id, at=at)
    take(booking=booking, at=at)
    return changed


@bookkeeping("part of cancelling a session, which tells")
def call_off(*, booking: Booking, read_version: int, by: Any, at: datetime) -> tuple[str, ...]:
    """Do not hold it: the names that changed.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    told = {"state": AppointmentState.CANCELLED, "sequence": booking.sequence + 1, "changed_at": at}
    changed = amend(booking, read_version=read_version, values=told, by=by, at=at)
    give_back_time(session=booking.public_id, at=at)
    return changed


@bookkeeping("part of booking a session, which tells")
def take_time(
    *,
    session: UUID,
    begins_at: datetime,
    ends_at: datetime,
    people: Iterable[Person],
    staff: Iterable[User],
    room: Room | None,
    at: datetime,
) -> None:
    """Take these quarters of an hour for one session; it is all or nothing.

    Raises:
        IntegrityError: one of them is taken by another session.
    """
    slots = slots_of(begins_at, ends_at)
    holders = [{"person": each} for each in people] + [{"user": each} for each in staff]
    holders += [{"room": room}] if room is not None else []
    Hold.objects.bulk_create(
        [Hold(session=session, slot=slot, **holder) for holder in holders for slot in slots]
    )


@bookkeeping("part of moving or cancelling a session, which tells")
def give_back_time(*, session: UUID, at: datetime) -> None:
    """Free whatever a session took."""
    Hold.objects.filter(session=session).delete()
