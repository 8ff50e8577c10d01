"""Booking a catch-up for a session that was missed, and cancelling one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.delivery.actions.onward import DELIVERY
from desist.casework.delivery.models import CatchUp, CatchUpState, SessionRecord
from desist.casework.planning.actions.hold import give_back_time, take_time
from desist.casework.planning.models import Enrolment
from desist.casework.planning.queries.free_time import whoever_is_taken
from desist.casework.planning.queries.staffing import check_staffing
from desist.casework.records.editable import amend, insert

FIELDS = ("day", "starts", "minutes", "room", "facilitator", "co_facilitator")


class Unbookable(ValueError):
    """It would meet another session, or one is planned already; ``taken`` names who or what is."""

    def __init__(self, taken: tuple[str, ...]) -> None:
        super().__init__(", ".join(taken))
        self.taken = taken


@action("delivery.catch_up", on="record", told=_("Catch-up booked"))
def book_catch_up(
    *, record: SessionRecord, values: Mapping[str, Any], by: Any, at: datetime
) -> CatchUp:
    """Make good a missed session at another time.

    ``values`` holds day, starts, minutes, room, facilitator and, where there is one,
    co_facilitator.

    Raises:
        TwoNeeded: one member of staff may not hold it then.
        Unbookable: it would meet another session, or one is planned already.
    """
    missed = record.appointment or record.catch_up.missed
    catch_up = CatchUp(enrolment=record.enrolment, missed=missed, **values)
    check_staffing(record.enrolment.person, [catch_up])
    given = {
        "begins_at": catch_up.begins_at,
        "ends_at": catch_up.ends_at,
        "people": [record.enrolment.person],
        "staff": catch_up.facilitators,
        "room": catch_up.room,
    }
    try:
        with transaction.atomic():
            take_time(session=catch_up.public_id, **given, at=at)
            insert(catch_up, by=by, at=at)
    except IntegrityError:
        raise Unbookable(whoever_is_taken(**given)) from None
    tell(catch_up, record, record.enrolment.person, fields=FIELDS)
    return catch_up


@action("delivery.cancel_catch_up", on="catch_up", told=_("Catch-up cancelled"))
def cancel_catch_up(*, catch_up: CatchUp, read_version: int, by: Any, at: datetime) -> CatchUp:
    """Do not hold it.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    changed = _call_off(catch_up, read_version, by=by, at=at)
    tell(catch_up, catch_up.enrolment.person, fields=changed)
    return catch_up


@bookkeeping("only asks whether anything is to come; the cancelling itself is an action")
def cancel_catch_ups(*, enrolment: Enrolment, after: date, at: datetime) -> None:
    """Hold none of the catch-ups that were to follow a day, nor one that was to begin on it yet."""
    held = CatchUp.objects.select_for_update()
    booked = held.filter(enrolment=enrolment, state=CatchUpState.PLANNED, day__gte=after)
    rest = [each for each in booked if each.is_to_come(after=after, at=at)]
    if rest:
        _cancel_rest(enrolment=enrolment, catch_ups=rest, by=DELIVERY, at=at)


@action("delivery.cancel_rest", on="enrolment", told=_("Catch-ups to come cancelled"))
def _cancel_rest(
    *, enrolment: Enrolment, catch_ups: Sequence[CatchUp], by: Any, at: datetime
) -> None:
    for each in catch_ups:
        changed = _call_off(each, each.version, by=by, at=at)
    tell(enrolment, enrolment.person, *catch_ups, fields=changed)


def _call_off(catch_up: CatchUp, read_version: int, *, by: Any, at: datetime) -> tuple[str, ...]:
    values = {"state": CatchUpState.CANCELLED}
    changed = amend(catch_up, read_version=read_version, values=values, by=by, at=at)
    give_back_time(session=catch_up.public_id, at=at)
    return changed
