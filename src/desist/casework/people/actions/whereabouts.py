"""Recording when somebody was away from the community, and correcting or ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Away, Person, Whereabouts
from desist.casework.people.period import Overlapping, check_order, share_a_day
from desist.casework.records.editable import amend, as_amended, insert, values_of


@action(
    "people.record_whereabouts",
    on="person",
    kind=Kind.COLLECTION,
    told=_("Time away from the community recorded"),
)
def record_whereabouts(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> Whereabouts:
    """A period in custody, on recall, on remand, in hospital or after deportation.

    Raises:
        DatesOutOfOrder: it ends before it begins.
        Overlapping: it lies over another that it cannot be together with.
    """
    period = Whereabouts(person=person, **values)
    _check(period)
    insert(period, by=by, at=at)
    tell(period, person, fields=tuple(values_of(period)))
    return period


@action("people.change_whereabouts", on="period", told=_("Time away from the community corrected"))
def change_whereabouts(
    *, period: Whereabouts, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Whereabouts:
    """Correct a period, or say when it ended: released, discharged, returned.

    Raises:
        StaleVersion: somebody else saved in between.
        DatesOutOfOrder: it would end before it begins.
        Overlapping: it would lie over another that it cannot be together with.
    """
    _check(as_amended(period, values))
    changed = amend(period, read_version=read_version, values=values, by=by, at=at)
    tell(period, period.person, fields=changed)
    return period


def _check(period: Whereabouts) -> None:
    """Dates in order, and no impossible overlap; nobody else's change slips in between."""
    check_order(period.begins_on, period.ended_on)
    Person.objects.select_for_update().get(pk=period.person_id)
    span = (period.begins_on, period.ended_on)
    for other in Whereabouts.objects.filter(person=period.person_id).exclude(pk=period.pk):
        clash = other.kind == period.kind or Away.DEPORTED in (other.kind, period.kind)
        if clash and share_a_day(span, (other.begins_on, other.ended_on)):
            raise Overlapping(f"{period.kind} from {period.begins_on}")
