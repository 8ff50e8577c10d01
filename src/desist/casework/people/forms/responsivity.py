"""What is typed about learning, health, access, time and place."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, LongText, Number, OneOf, Text
from desist.casework.pages.several import PartsOfWeek, Several
from desist.casework.people.forms.order_of_dates import DatedForm
from desist.casework.people.forms.sentence import source_field
from desist.casework.people.models import (
    LONGEST_WAY,
    PARTS,
    WEEKDAYS,
    Access,
    Arrangement,
    Known,
    LearningScreen,
    Literacy,
    LocationWish,
    MentalHealth,
    Responsivity,
    ScreenOutcome,
    Welsh,
    Wish,
)

HIGHEST_SCORE = 99


class ScreenForm(DatedForm):
    """The score of a screen for learning disabilities and challenges."""

    writes: ClassVar = LearningScreen
    past = ("screened_on",)
    score = Number(
        label=_("Score"),
        missing=_("Enter the score"),
        most=HIGHEST_SCORE,
        help_text=_("The sub-total for learning disabilities and challenges (LDC)."),
    )
    screened_on = Day(label=_("Screened on"), missing=_("Enter the day"))
    source = source_field()


class JudgementForm(DatedForm):
    """A human's judgement over the scores."""

    writes: ClassVar = LearningScreen
    past = ("screened_on",)
    outcome = Choice(
        label=_("Your judgement"), choices=ScreenOutcome.choices, missing=_("Select your judgement")
    )
    because = LongText(
        label=_("Why"), missing=_("Say why you judge so"), max_length=1000,
        help_text=_("It stands whatever later scores say, until somebody judges again."),
    )  # fmt: skip
    screened_on = Day(label=_("Judged on"), missing=_("Enter the day"))
    source = source_field()


class ResponsivityForm(DatedForm):
    """What delivery must adapt to."""

    writes: ClassVar = Responsivity
    past = ("asked_on",)
    autism = Choice(label=_("Autism"), choices=Known.choices)
    attention = Choice(label=_("Attention deficit (ADHD)"), choices=Known.choices)
    literacy = Choice(label=_("Reading and writing"), choices=Literacy.choices)
    mental_health = Choice(label=_("Mental health"), choices=MentalHealth.choices)
    religious_times = LongText(
        label=_("Times kept for religious observance"), required=False, max_length=300
    )
    caring_duties = LongText(label=_("Caring duties"), required=False, max_length=300)
    adjustments = LongText(
        label=_("What staff should do differently"),
        required=False,
        max_length=1000,
        help_text=_("For example, a quiet seat, pictures, a break every half hour."),
    )
    asked_on = Day(label=_("Asked on"), missing=_("Enter the day on which you asked"))
    source = source_field()


class ArrangementForm(DatedForm):
    """What whoever books a place must know."""

    writes: ClassVar = Arrangement
    past = ("asked_on",)
    available = PartsOfWeek(
        label=_("Free at"),
        days=WEEKDAYS,
        parts=PARTS,
        required=False,
        help_text=_("Tick every part of the week in which they can come. No reason is needed."),
    )
    travel_minutes = Number(
        label=_("Longest way that can be asked, in minutes"),
        most=LONGEST_WAY,
        required=False,
        help_text=_("One way, by the means they have."),
    )
    travel = LongText(label=_("About travel"), required=False, max_length=300)
    access = Several(label=_("Needs in order to take part"), choices=Access.choices, required=False)
    language = Text(label=_("Language, if not English"), required=False, max_length=40)
    welsh = Choice(label=_("Choice of Welsh or English"), choices=Welsh.choices)
    asked_on = Day(label=_("Asked on"), missing=_("Enter the day on which you asked"))

    def clean(self) -> dict[str, Any]:
        """An interpreter speaks some language."""
        cleaned = super().clean()
        needs = Access.INTERPRETER in cleaned.get("access", "").split()
        if needs and not cleaned.get("language") and "language" not in self.errors:
            self.add_error("language", _now("Enter the language of the interpreter"))
        return cleaned


class ChangedLocationForm(DatedForm):
    """Whether they can be asked to come to a place."""

    writes: ClassVar = LocationWish
    wish = Choice(label=_("Wish"), choices=Wish.choices, missing=_("Select one"))
    because = LongText(
        label=_("Why"), required=False, max_length=300,
        help_text=_("Only what a person who books must know."),
    )  # fmt: skip


class LocationForm(ChangedLocationForm):
    """A place that they prefer, or to which they cannot come."""

    field_order = ("unit", "wish", "because")
    unit = OneOf(label=_("Delivery unit"), missing=_("Select the delivery unit"))
