"""What somebody did before, elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desist.casework.audit.door import action, tell
from desist.casework.audit.event_format import Kind
from desist.casework.people.models import Person
from desist.casework.referrals.models import EarlierProgramme


@action(
    "referrals.record_earlier",
    on="person",
    kind=Kind.COLLECTION,
    told=_("An earlier programme recorded"),
)
def record_earlier_programme(
    *, person: Person, values: Mapping[str, Any], by: Any, at: datetime
) -> EarlierProgramme:
    """One programme: ``values`` holds title, setting, ending, year and known_from."""
    earlier = EarlierProgramme(person=person, by=by.public_id, at=at, **values)
    earlier.save(force_insert=True)
    tell(earlier, person, fields=tuple(values))
    return earlier


@action("referrals.strike_earlier", on="earlier", told=_("An earlier programme struck out"))
def strike_earlier_programme(
    *, earlier: EarlierProgramme, by: Any, at: datetime
) -> EarlierProgramme:
    """It was entered in error: it stays on record and is no longer shown."""
    earlier.is_struck = True
    earlier.save(update_fields=["is_struck"])
    tell(earlier, earlier.person, fields=("is_struck",))
    return earlier
