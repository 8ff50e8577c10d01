"""What is typed about a sentence and about time away from the community."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Text
from desist.casework.people.forms.order_of_dates import DatedForm
from desist.casework.people.models import (
    Away,
    Nation,
    Order,
    Requirement,
    Sentence,
    Source,
    Termination,
    Whereabouts,
)


def source_field() -> Choice:
    """Where it comes from."""
    return Choice(
        label=_("Source"),
        choices=[("", _("Choose a source")), *Source.choices],
        missing=_("Select the source"),
        widget=forms.Select,
    )


def review_field() -> Day:
    """When it is to be looked at again."""
    return Day(label=_("Review on"), missing=_("Enter the day"), required=False)


class SentenceForm(DatedForm):
    """A sentence with its requirement or condition."""

    writes: ClassVar = Sentence
    ordered = (("begins_on", "ends_on"), ("begins_on", "terminated_on"))
    order = Choice(label=_("Order"), choices=Order.choices, missing=_("Select the order"))
    requirement = Choice(
        label=_("Requirement or condition"),
        choices=Requirement.choices,
        missing=_("Select what asks for a programme, or none"),
    )
    number = Text(
        label=_("Event or requirement number"), required=False, max_length=20, missing=_("Enter it")
    )
    nation = Choice(
        label=_("Nation"),
        choices=Nation.choices,
        missing=_("Select the nation"),
        help_text=_("Whose law it is: rules on enforcement and bank holidays follow it."),
    )
    begins_on = Day(label=_("Begins on"), missing=_("Enter the day on which it begins"))
    ends_on = Day(
        label=_("Ends on"),
        missing=_("Enter the last day"),
        required=False,
        help_text=_("The last day. Leave it empty where there is none, as for a life licence."),
    )
    source = source_field()

    def clean(self) -> dict[str, Any]:
        """What comes voluntarily has no requirement."""
        cleaned = super().clean()
        asked = cleaned.get("requirement") not in (None, Requirement.NONE)
        if asked and cleaned.get("order") == Order.VOLUNTARY:
            self.add_error("requirement", _now("Select none: they come of their own will"))
        return cleaned


class ChangedSentenceForm(SentenceForm):
    """A sentence corrected, or terminated."""

    terminated_on = Day(
        label=_("Terminated on"),
        missing=_("Enter the day"),
        required=False,
        help_text=_("The first day on which it no longer holds, where it was ended early."),
    )
    terminated_because = Choice(
        label=_("Why it was terminated"),
        choices=[("", _("Not terminated")), *Termination.choices],
        required=False,
    )
    field_order = (
        "order", "requirement", "number", "nation", "begins_on", "ends_on", "terminated_on",
        "terminated_because", "source",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A day and a reason, or neither."""
        cleaned = super().clean()
        on, because = cleaned.get("terminated_on"), cleaned.get("terminated_because")
        if on and not because:
            self.add_error("terminated_because", _now("Select why it was terminated"))
        if because and not on and "terminated_on" not in self.errors:
            self.add_error("terminated_on", _now("Enter the day from which it no longer holds"))
        return cleaned


class WhereaboutsForm(DatedForm):
    """A period away from the community."""

    writes: ClassVar = Whereabouts
    ordered = (("begins_on", "ended_on"), ("begins_on", "expected_until"))
    past = ("begins_on", "ended_on")
    kind = Choice(label=_("Why away"), choices=Away.choices, missing=_("Select why"))
    begins_on = Day(label=_("From"), missing=_("Enter the first day"))
    ended_on = Day(
        label=_("Released or back on"),
        missing=_("Enter the day"),
        required=False,
        help_text=_("Leave it empty while it lasts. That day counts as in the community."),
    )
    expected_until = Day(label=_("Release expected on"), missing=_("Enter it"), required=False)
    source = source_field()
