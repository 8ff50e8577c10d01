"""What is typed about tasks and the days on which nobody works."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, Text
from desist.casework.tasks.models import Holiday

NATIONS = (
    ("england", _("England")),
    ("wales", _("Wales")),
    ("scotland", _("Scotland")),
    ("northern_ireland", _("Northern Ireland")),
)


class TickForm(Form):
    """Nothing but that it is done."""


class HolidayForm(Form):
    """A day on which nobody works."""

    writes: ClassVar = Holiday
    beside: ClassVar = ("nation", "day", "title")
    nation = Choice(label=_("Nation"), choices=NATIONS, missing=_("Select the nation"))
    day = Day(label=_("Day"), missing=_("Enter the day"))
    title = Text(label=_("What is it?"), missing=_("Say what the day is"), max_length=100)
