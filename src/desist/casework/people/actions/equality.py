"""Stating what somebody answered to the equality questions. It tells no story of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Equality, Person
from desist.casework.records.editable import keep_one


@action("people.state_equality", on="person", kind=Kind.COLLECTION)
def state_equality(
    *, person: Person, read_version: int, values: Mapping[str, Any], by: Any, at: datetime
) -> Equality:
    """The answers, each of which may be that it was not asked or not given.

    Raises:
        StaleVersion: somebody else stated or changed it in between.
    """
    held, changed = keep_one(
        Equality(person=person, **values),
        about="person",
        read_version=read_version,
        values=values,
        by=by,
        at=at,
    )
    tell(held, person, fields=changed)
    return held
