"""What is typed about a catch-up."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.delivery.forms.session import LONGEST_SESSION, whole_number
from desist.casework.pages.form import Day, OneOf, Text
from desist.casework.planning.forms.schedule import WithTwo
from desist.casework.planning.models import Appointment


class Clock(Text):
    """A time of day typed as 09:30."""

    def clean(self, value: Any) -> time | None:
        """The time, if it is one."""
        typed = super().clean(value)
        try:
            return time.fromisoformat(typed) if typed else None
        except ValueError as error:
            raise ValidationError(_("Enter a time like 09:30")) from error


class CatchUpForm(WithTwo):
    """When, where and by whom a missed session is made good."""

    writes: ClassVar = Appointment
    day = Day(label=_("Day"), missing=_("Enter the day"))
    starts = Clock(
        label=_("Time"),
        missing=_("Enter the time"),
        max_length=5,
        help_text=_("In 24 hours, like 14:30"),
    )
    minutes = whole_number(label=_("Minutes"), missing=_("Enter the minutes"), most=LONGEST_SESSION)
    room = OneOf(label=_("Room"), missing=_("Select a room"))
    field_order = ("day", "starts", "minutes", "facilitator", "co_facilitator", "room")

    def clean_minutes(self) -> int:
        """A session lasts for some time."""
        minutes: int = self.cleaned_data["minutes"]
        if not minutes:
            raise ValidationError(_("Enter the minutes"))
        return minutes
