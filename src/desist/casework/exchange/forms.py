"""What an administrator types to let another system in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.exchange.scope import Scope
from desist.casework.exchange.webhook import NotAllowed, check_address
from desist.casework.pages.form import Choice, Form, OneOf, Text
from desist.casework.pages.several import Several

LASTS = ((30, _("30 days")), (90, _("90 days")), (365, _("A year")))


class SystemForm(Form):
    """Another system: its name, whom it reaches, what it may do, where it is told."""

    name = Text(
        label=_("What is the system called?"),
        missing=_("Enter what the system is called"),
        max_length=150,
        help_text=_("As staff know it. It stands in the story of a case beside what it does."),
    )
    region = OneOf(label=_("Whose people does it reach?"), missing=_("Select a region"))
    unit = OneOf(
        label=_("Only those of one delivery unit?"), missing=_("Select a unit"), required=False
    )
    scopes = Several(
        label=_("What may it do?"), choices=Scope.choices, missing=_("Select what it may do")
    )
    webhook = Text(
        label=_("Where is it told of changes?"),
        required=False,
        max_length=300,
        help_text=_("An address that begins with https://. Leave it empty if it asks by itself."),
    )

    def clean_webhook(self) -> str:
        """An address to which events may be sent."""
        address = str(self.cleaned_data["webhook"])
        if address:
            try:
                check_address(address)
            except NotAllowed as error:
                raise ValidationError(
                    _("Enter an address that may be reached: %(why)s"), params={"why": error}
                ) from error
        return address

    def clean(self) -> dict[str, Any]:
        """A unit of the region that was chosen."""
        held = super().clean() or self.cleaned_data
        unit, region = held.get("unit"), held.get("region")
        if unit is not None and region is not None and unit.region_id != region.pk:
            self.add_error("unit", _("Select a unit of this region, or none"))
        return held


class TokenForm(Form):
    """How long a token is good."""

    days = Choice(label=_("For how long?"), choices=LASTS, missing=_("Select how long it is good"))
