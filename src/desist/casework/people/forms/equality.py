"""The equality questions. Each may go unasked, and each may be declined."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day
from desist.casework.people.forms.order_of_dates import DatedForm
from desist.casework.people.models import (
    ETHNIC_GROUP,
    ORIENTATION,
    PARTNERSHIP,
    RELIGION,
    YES_NO,
    Equality,
)


class EqualityForm(DatedForm):
    """The answers, as codes."""

    writes: ClassVar = Equality
    past = ("asked_on",)
    ethnic_group = Choice(label=_("Ethnic group"), choices=ETHNIC_GROUP)
    religion = Choice(label=_("Religion or belief"), choices=RELIGION)
    disability = Choice(label=_("Says that they are disabled"), choices=YES_NO)
    orientation = Choice(label=_("Sexual orientation"), choices=ORIENTATION)
    gender_as_registered = Choice(
        label=_("Gender the same as the sex registered at birth"), choices=YES_NO
    )
    partnership = Choice(label=_("Marriage or civil partnership"), choices=PARTNERSHIP)
    pregnancy = Choice(label=_("Pregnant, or on maternity leave"), choices=YES_NO)
    asked_on = Day(label=_("Asked on"), missing=_("Enter the day on which you asked"))
