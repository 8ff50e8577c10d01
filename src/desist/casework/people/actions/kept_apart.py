"""Recording that two people must not meet, and correcting or ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desist.casework.access import may
from desist.casework.audit.door import Refused, action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import KeptApart, Person
from desist.casework.people.period import check_order
from desist.casework.records.editable import amend, as_amended, insert, values_of


@action("people.keep_apart", on="person", kind=Kind.COLLECTION)
def keep_apart(*, person: Person, values: Mapping[str, Any], by: Any, at: datetime) -> KeptApart:
    """Two people who must not meet: ``values`` names the other as ``other``.

    Raises:
        DatesOutOfOrder: it ends before it begins.
        Refused: the other is out of this person's reach.
    """
    if not may(by, "see", values["other"]):
        raise Refused(f"{by} may not see the other")
    apart = KeptApart(person=person, **values)
    check_order(apart.begins_on, apart.ended_on)
    insert(apart, by=by, at=at)
    tell(apart, person, apart.other, fields=tuple(values_of(apart)))
    return apart


@action("people.change_kept_apart", on="apart")
def change_kept_apart(
    *, apart: KeptApart, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> KeptApart:
    """Correct why two people must not meet, or say until when.

    Raises:
        StaleVersion: somebody else saved in between.
        DatesOutOfOrder: it would end before it begins.
    """
    changed_to = as_amended(apart, values)
    check_order(changed_to.begins_on, changed_to.ended_on)
    changed = amend(apart, read_version=read_version, values=values, by=by, at=at)
    tell(apart, apart.person, apart.other, fields=changed)
    return apart
