"""Moment field: a day and the time on the wall clock, as one instant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import DateParts, Day

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class MomentParts(DateParts):
    """Day, month, year and the time, each in a box of its own."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        """What was typed into the four boxes."""
        parts = super().value_from_datadict(data, files, name)
        return (*parts, data.get(f"{name}-time", "").strip())


class Moment(Day):
    """An instant that has passed, typed as a day and a time such as 14:05."""

    widget = MomentParts

    def clean(self, value: Any) -> Any:
        """The instant in UTC. A time that the clocks skipped that night is refused."""
        parts = tuple(value or ("", "", "", ""))
        day = super().clean(parts[:3])
        if day is None:
            return None
        typed = CLOCK.fullmatch(parts[3])
        if typed is None:
            raise ValidationError(_("Enter a time such as 14:05"), code="time")
        instant = _instant(day, time(int(typed[1]), int(typed[2])))
        if instant > timezone.now():
            raise ValidationError(_("This must not be in the future"), code="late")
        return instant


def _instant(day: date, clock: time) -> datetime:
    """The instant of a time on the wall; the first of the two in the night that has one twice."""
    here = timezone.get_current_timezone()
    instant = datetime.combine(day, clock, tzinfo=here).astimezone(UTC)
    if instant.astimezone(here).time() != clock:
        raise ValidationError(_("The clocks went forward past this time"), code="skipped")
    return instant


def moment_parts(value: Any) -> tuple[str, ...]:
    """An instant, or what was typed, as what the four boxes show."""
    if not value:
        return ("", "", "", "")
    if isinstance(value, tuple):
        return value
    local = timezone.localtime(value)
    return (str(local.day), str(local.month), str(local.year), f"{local:%H:%M}")
