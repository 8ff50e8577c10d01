"""Forming a group, changing what is usual in it, and ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from desist.casework.accounts.models import DeliveryUnit
from desist.casework.audit.door import action, tell
from desist.casework.groups.actions.membership import GROUPS, leave_group, let_deliver
from desist.casework.groups.actions.session import call_off_meeting
from desist.casework.groups.models import ProgrammeGroup
from desist.casework.groups.queries.group import open_seats_of, to_come_of
from desist.casework.groups.queries.turn import take_turn
from desist.casework.records.editable import amend, insert


@action("groups.form", on="unit")
def form_group(
    *, unit: DeliveryUnit, values: Mapping[str, Any], by: Any, at: datetime
) -> ProgrammeGroup:
    """A new group of a delivery unit, with nobody in it yet.

    Raises:
        IntegrityError: the unit has a group of that name.
    """
    group = ProgrammeGroup(unit=unit, **values)
    insert(group, by=by, at=at)
    tell(group, unit, fields=tuple(values))
    return group


@action("groups.change", on="group")
def change_group(
    *, group: ProgrammeGroup, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> ProgrammeGroup:
    """Change what is usual in it; sessions that are booked stay as they are.

    Raises:
        IntegrityError: the unit has a group of that name.
        StaleVersion: somebody else changed it in between.
    """
    take_turn(group.pk)
    changed = amend(group, read_version=read_version, values=values, by=by, at=at)
    enrolments = [each.enrolment for each in open_seats_of(group)]
    let_deliver(enrolments=enrolments, users=group.facilitators, on=timezone.localdate(at), at=at)
    tell(group, fields=changed)
    return group


@action("groups.end", on="group")
def end_group(
    *, group: ProgrammeGroup, read_version: int, on: date, because: str, by: Any, at: datetime
) -> ProgrammeGroup:
    """It meets no longer: what was to come is cancelled, and everybody leaves it.

    What becomes of each member is a step of their own referral.

    Raises:
        StaleVersion: somebody else changed it in between.
    """
    take_turn(group.pk)
    for session in to_come_of(group, after=on, at=at):
        call_off_meeting(session=session, read_version=session.version, by=by, at=at)
    for seat in open_seats_of(group):
        leave_group(membership=seat, on=max(on, seat.joined_on), by=GROUPS, at=at)
    values = {"ended_on": on, "ended_because": because}
    changed = amend(group, read_version=read_version, values=values, by=by, at=at)
    tell(group, fields=changed)
    return group
