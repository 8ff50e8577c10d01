"""Who works with somebody: put on a caseload, and taken off."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.accounts.models import User
from desist.casework.audit.door import action, tell
from desist.casework.people.models import CaseloadEntry, Person


@action("people.put_on_caseload", on="person", told=_("Put on a caseload"))
def put_on_caseload(
    *, person: Person, user: User, begins_on: date, by: Any, at: datetime
) -> CaseloadEntry:
    """Let a member of staff work with somebody, and so see them."""
    entry = CaseloadEntry(person=person, user=user, begins_on=begins_on)
    entry.save(force_insert=True)
    tell(entry, person, user, fields=("user", "begins_on"))
    return entry


@action("people.take_off_caseload", on="entry", told=_("Taken off a caseload"))
def take_off_caseload(*, entry: CaseloadEntry, on: date, by: Any, at: datetime) -> CaseloadEntry:
    """End a member of staff's work with somebody."""
    entry.ended_on = on
    entry.save(update_fields=["ended_on"])
    tell(entry, entry.person, entry.user, fields=("ended_on",))
    return entry
