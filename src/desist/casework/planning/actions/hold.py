"""Taking and giving back the time of people, staff and rooms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from desist.casework.accounts.models import User
from desist.casework.audit.door import bookkeeping
from desist.casework.people.models import Person
from desist.casework.planning.models import Hold, Room
from desist.casework.planning.queries.free_time import slots_of


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
