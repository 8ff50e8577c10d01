"""What is typed about whom somebody booked for a session."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Form, Text
from desist.casework.planning.models import SupportBooking


class SupportForm(Form):
    """Who comes, as it was agreed."""

    writes: ClassVar = SupportBooking
    beside: ClassVar = ("booked",)
    booked = Text(
        label=_("Who is booked"),
        missing="",
        help_text=_("The agency or the name. Leave it empty if they were called off."),
        required=False,
        max_length=100,
    )
