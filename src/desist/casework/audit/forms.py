"""What an auditor asks of the trail. Opaque ids and days alone, so it may stand in an address."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from desist.casework.audit.event_format import Kind, Outcome
from desist.casework.audit.queries import TrailSearch

LONDON = ZoneInfo("Europe/London")


class TrailForm(forms.Form):
    """The filters of the trail, from the address; what makes no sense is left out."""

    object = forms.CharField(required=False, max_length=120)
    actor = forms.UUIDField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "")] + [(k.value, k) for k in Kind])
    outcome = forms.ChoiceField(
        required=False, choices=[("", "")] + [(each.value, each) for each in Outcome]
    )
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def search(self) -> TrailSearch:
        """What to look for."""
        self.is_valid()
        held: dict[str, Any] = self.cleaned_data
        until = held.get("until")
        return TrailSearch(
            object=held.get("object") or "",
            actor=str(held.get("actor") or ""),
            kind=held.get("kind") or "",
            outcome=held.get("outcome") or "",
            since=_begins(held.get("since")),
            until=_begins(until + timedelta(days=1)) if until else None,
        )


def _begins(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=LONDON).astimezone(UTC) if day else None
