"""What is typed about public protection: management, risk of harm, conditions."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, LongText, Text
from desist.casework.pages.several import Several
from desist.casework.people.forms.order_of_dates import DatedForm
from desist.casework.people.forms.sentence import review_field, source_field
from desist.casework.people.models import (
    CODED,
    AtRisk,
    Category,
    Condition,
    HarmAssessment,
    HarmLevel,
    ManagementLevel,
    Mappa,
    Origin,
    Subject,
)

CODE = re.compile(r"[A-Z]\.?([A-Z]\.?){0,3}|[A-Z]{1,3}-?[0-9]{1,4}")
"""Initials, or letters and a number: nothing that could spell a name."""


class MappaForm(DatedForm):
    """Category and level, as the agencies settled them."""

    writes: ClassVar = Mappa
    ordered = (("begins_on", "ended_on"), ("begins_on", "review_on"))
    past = ("begins_on",)
    category = Choice(
        label=_("Category"), choices=Category.choices, missing=_("Select the category")
    )
    level = Choice(
        label=_("Level"),
        choices=[("", _("None")), *ManagementLevel.choices],
        required=False,
    )
    begins_on = Day(label=_("From"), missing=_("Enter the first day"))
    ended_on = Day(label=_("Until"), missing=_("Enter the day"), required=False)
    source = source_field()
    review_on = review_field()

    def clean(self) -> dict[str, Any]:
        """Whoever is managed is managed at a level."""
        cleaned = super().clean()
        category, level = cleaned.get("category"), cleaned.get("level")
        if category and category != Category.NONE and not level:
            self.add_error("level", _now("Select the level"))
        if category == Category.NONE and level:
            self.add_error("level", _now("Select none: they are not under the arrangements"))
        return cleaned


class HarmForm(DatedForm):
    """A judgement of the risk of serious harm."""

    writes: ClassVar = HarmAssessment
    ordered = (("assessed_on", "review_on"),)
    past = ("assessed_on",)
    level = Choice(
        label=_("Risk of serious harm"), choices=HarmLevel.choices, missing=_("Select the level")
    )
    at_risk = Several(label=_("Who is at risk"), choices=AtRisk.choices, required=False)
    assessed_on = Day(label=_("Judged on"), missing=_("Enter the day"))
    because = LongText(
        label=_("Why it is judged so"),
        required=False,
        max_length=2000,
        help_text=_("In neutral words. Never name or describe a victim."),
    )
    source = source_field()
    review_on = review_field()


class ConditionForm(DatedForm):
    """One condition."""

    writes: ClassVar = Condition
    ordered = (("begins_on", "ends_on"), ("begins_on", "review_on"))
    origin = Choice(
        label=_("Imposed by"), choices=Origin.choices, missing=_("Select what imposes it")
    )
    subject = Choice(
        label=_("About"), choices=Subject.choices, missing=_("Select what it is about")
    )
    whom_or_where = Text(
        label=_("Whom or where, as a code"),
        required=False,
        max_length=9,
        help_text=_("Initials or a code, such as A.B. or P12. Never a name or an address."),
    )
    wording = LongText(
        label=_("What it allows or forbids"),
        required=False,
        max_length=1000,
        help_text=_("In neutral words, with initials for people."),
    )
    begins_on = Day(label=_("From"), missing=_("Enter the first day"))
    ends_on = Day(
        label=_("Until"),
        missing=_("Enter the last day"),
        required=False,
        help_text=_("Leave it empty where it binds until further notice."),
    )
    source = source_field()
    review_on = review_field()

    def clean_whom_or_where(self) -> str:
        """Initials or a code, in capitals."""
        code: str = self.cleaned_data["whom_or_where"].upper()
        if code and not CODE.fullmatch(code):
            raise ValidationError(_("Enter initials or a code such as A.B. or P12, not a name"))
        return code

    def clean(self) -> dict[str, Any]:
        """A person or place to avoid has its code."""
        cleaned = super().clean()
        if cleaned.get("subject") in CODED and cleaned.get("whom_or_where") == "":
            self.add_error("whom_or_where", _now("Enter initials or a code for whom or where"))
        return cleaned
