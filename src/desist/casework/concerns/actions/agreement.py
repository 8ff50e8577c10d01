"""Recording that somebody agreed, or did not, to the limits of confidentiality."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.concerns.models import ConfidentialityAgreement
from desist.casework.people.models import Person
from desist.programme.agreement import Agreement


@action(
    "concerns.agree",
    on="person",
    kind=Kind.COLLECTION,
    told=_("Answered to the limits of confidentiality"),
)
def record_agreement(
    *, person: Person, wording: Agreement, agreed: bool, on: date, how: str, by: Any, at: datetime
) -> ConfidentialityAgreement:
    """Record the answer to this very wording; the latest answer holds."""
    made = ConfidentialityAgreement(
        person=person,
        wording=wording.id,
        wording_version=wording.version,
        wording_sha256=wording.sha256,
        agreed=agreed,
        on=on,
        how=how,
        by=by,
        at=at,
    )
    made.save(force_insert=True)
    tell(made, person, fields=("wording", "agreed", "on", "how"))
    return made
