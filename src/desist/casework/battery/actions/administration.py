"""What changes an administration as a whole: planning, another day, giving up, error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, bookkeeping, tell
from desist.casework.audit.event_format import Kind
from desist.casework.battery.instruments import battery_of, instrument_in_force
from desist.casework.battery.models import OPEN, Administration, State
from desist.casework.records.editable import amend, insert
from desist.casework.referrals.models import Referral
from desist.programme.battery_rule import Anchor

LIVE = (*OPEN, State.COMPLETED)


@action("battery.plan", on="referral", kind=Kind.COLLECTION, told=_("Questionnaires planned"))
def plan_point(
    *,
    referral: Referral,
    point: str,
    instruments: Sequence[str],
    due_on: date | None,
    by: Any,
    at: datetime,
) -> Referral:
    """Plan these forms for a point, each in the version in force; those that are there stay.

    A planned form moves to the new day; what is answered or in progress is left as it is.

    Raises:
        NotHeld: the catalogue holds no instrument of that id.
    """
    held = Administration.objects.filter(referral=referral, point=point, state__in=LIVE)
    there = {each.instrument: each for each in held}
    for place, id_ in enumerate(instruments, start=1):
        if id_ not in there:
            _plan(referral=referral, point=point, id_=id_, place=place, due_on=due_on, by=by, at=at)
        elif there[id_].state == State.PLANNED:
            planned = there[id_]
            values = {"due_on": due_on, "place": place}
            amend(planned, read_version=planned.version, values=values, by=by, at=at)
    tell(referral, referral.person, fields=("point", "instrument", "due_on"))
    return referral


@bookkeeping("plans points, which tells")
def plan_points_from(
    *, referral: Referral, anchor: Anchor, on: date, by: Any, at: datetime
) -> None:
    """Plan every point that is counted from what has happened on this day, unless it is planned."""
    battery = battery_of(referral.programme, on=on)
    for point in battery.point if battery else ():
        due_on = point.due_on({anchor: on})
        there = Administration.objects.filter(referral=referral, point=point.id)
        if due_on is not None and not there.exists():
            named = {"point": point.id, "instruments": point.instruments}
            plan_point(referral=referral, **named, due_on=due_on, by=by, at=at)


def _plan(
    *, referral: Referral, point: str, id_: str, place: int, due_on: date | None, by: Any,
    at: datetime,
) -> None:  # fmt: skip
    instrument = instrument_in_force(id_, on=at.date())
    orders = instrument.scorable_orders
    planned = Administration(
        referral=referral,
        point=point,
        instrument=id_,
        instrument_version=instrument.version,
        form_order=orders[0].id if len(orders) == 1 else "",
        place=place,
        due_on=due_on,
    )
    insert(planned, by=by, at=at)


@action("battery.stop", on="administration", told=_("Questionnaire stopped"))
def stop_administration(
    *, administration: Administration, because: str, by: Any, at: datetime
) -> Administration:
    """Give a form up: what was answered stays, and is not used.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"state": State.STOPPED, "ended_because": because}
    _amend(administration, values, by=by, at=at)
    return administration


@action("battery.mark_in_error", on="administration", told=_("Questionnaire entered in error"))
def mark_in_error(
    *, administration: Administration, because: str, by: Any, at: datetime
) -> Administration:
    """It should not be here: another person's answers, the wrong form. It stays, and is not used.

    Raises:
        StaleVersion: somebody else saved in between.
    """
    values = {"state": State.ENTERED_IN_ERROR, "ended_because": because}
    _amend(administration, values, by=by, at=at)
    return administration


def _amend(
    administration: Administration, values: dict[str, Any], *, by: Any, at: datetime
) -> None:
    version = administration.version
    changed = amend(administration, read_version=version, values=values, by=by, at=at)
    tell(administration, administration.referral.person, fields=changed)
