"""What is typed about rooms and leave."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Day, Form, OneOf, Text
from desist.casework.planning.models import Place, Room, StaffLeave

MOST_PEOPLE = 60


class OwnForm(Form):
    """Nothing but that it is meant."""


class PlaceForm(Form):
    """A building."""

    writes: ClassVar = Place
    beside: ClassVar = ("unit", "name")
    unit = OneOf(label=_("Delivery unit"), missing=_("Select the delivery unit"))
    name = Text(label=_("Name"), missing=_("Enter its name"), max_length=100)


class RoomForm(Form):
    """A room, and what it offers."""

    writes: ClassVar = Room
    beside: ClassVar = ("name", "capacity", "step_free", "hearing_loop", "is_open")
    name = Text(label=_("Name or number"), missing=_("Enter its name or number"), max_length=100)
    capacity = forms.IntegerField(
        label=_("People it holds"),
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Enter how many people it holds"),
            "invalid": _("Enter a whole number"),
            "min_value": _("Enter 1 or more"),
            "max_value": _("Enter %(limit_value)s or fewer"),
        },
    )
    step_free = forms.BooleanField(label=_("The way in and the room are step-free"), required=False)
    hearing_loop = forms.BooleanField(label=_("It has a hearing loop"), required=False)
    is_open = forms.BooleanField(label=_("It can be booked"), required=False, initial=True)


class LeaveForm(Form):
    """Days on which somebody is away; never why."""

    writes: ClassVar = StaffLeave
    beside: ClassVar = ("user", "first_on", "last_on")
    user = OneOf(label=_("Who is away?"), missing=_("Select who is away"))
    first_on = Day(label=_("First day away"), missing=_("Enter the first day"))
    last_on = Day(label=_("Last day away"), missing=_("Enter the last day"))

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        held = super().clean() or {}
        first, last = held.get("first_on"), held.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", ValidationError(_("This is before the first day")))
        return held
