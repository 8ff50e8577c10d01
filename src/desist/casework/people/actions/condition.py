"""Recording a condition that binds somebody, and correcting or ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Condition, Person
from desist.casework.people.period import check_order
from desist.casework.records.editable import amend, as_amended, insert, values_of


@action("people.record_condition", on="person", kind=Kind.COLLECTION, told=_("Condition recorded"))
def record_condition(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> Condition:
    """One condition of an order, a licence or the notification requirements.

    Raises:
        DatesOutOfOrder: it ends before it begins.
    """
    condition = Condition(person=person, **values)
    check_order(condition.begins_on, condition.ends_on)
    insert(condition, by=by, at=at)
    tell(condition, person, fields=tuple(values_of(condition)))
    return condition


@action("people.change_condition", on="condition", told=_("Condition corrected"))
def change_condition(
    *, condition: Condition, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Condition:
    """Correct a condition, or say until when it binds.

    Raises:
        StaleVersion: somebody else saved in between.
        DatesOutOfOrder: it would end before it begins.
    """
    changed_to = as_amended(condition, values)
    check_order(changed_to.begins_on, changed_to.ends_on)
    changed = amend(condition, read_version=read_version, values=values, by=by, at=at)
    tell(condition, condition.person, fields=changed)
    return condition
