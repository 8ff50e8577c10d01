"""Looking for somebody: what was typed, and the auditor's exact look-up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person, Search


@action("people.search", kind=Kind.CONSULTATION, anew=True)
def make_search(*, terms: str, by: Any, at: datetime) -> Search:
    """Keep what was typed under an opaque id, so that it stands in no address."""
    search = Search(owner=by, terms=terms, made_at=at)
    search.save(force_insert=True)
    tell(search)
    return search


@action("people.resolve", kind=Kind.CONSULTATION, anew=True)
def resolve_crn(*, crn: str, by: Any, at: datetime) -> None:
    """An auditor's exact look-up, from a CRN to the opaque ids by which the trail names people."""
    tell(*Person.objects.filter(crn=crn.upper()).order_by("crn_copy"))
