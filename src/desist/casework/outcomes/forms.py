"""What is typed about how a programme ended, and in its report."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.outcomes.models import (
    Ending,
    EndingCode,
    FinalReport,
    Recipient,
    ReportIssue,
)
from desist.casework.pages.form import Choice, Day, Form, LongText, Text

LONGEST_PART = 6000


class EndingForm(Form):
    """Why it ended, on which day, and what is to be said of it."""

    writes: ClassVar = Ending
    code = Choice(
        label=_("Why did it end?"), choices=EndingCode.choices, missing=_("Select why it ended")
    )
    ended_on = Day(label=_("On which day?"), missing=_("Enter the day on which it ended"))
    words = LongText(label=_("What is to be said of it"), required=False, max_length=2000)


class ReportForm(Form):
    """What the author says. The facts of the record are not typed."""

    writes: ClassVar = FinalReport
    beside: ClassVar = ("summary", "progress", "recommendations")
    summary = LongText(
        label=_("Summary"), required=False, max_length=LONGEST_PART,
        help_text=_("In plain words: the person reads this too. Never name a victim."),
    )  # fmt: skip
    progress = LongText(
        label=_("Progress, strengths and what is still open"),
        required=False,
        max_length=LONGEST_PART,
    )
    recommendations = LongText(
        label=_("What is recommended"), required=False, max_length=LONGEST_PART
    )


class NothingTyped(Form):
    """Pressing the button is all."""

    writes: ClassVar = FinalReport


class IssueForm(Form):
    """To whom it goes, and why."""

    writes: ClassVar = ReportIssue
    beside: ClassVar = ("whom", "why")
    recipient = Choice(
        label=_("To whom does it go?"), choices=Recipient.choices, missing=_("Select to whom")
    )
    whom = Text(label=_("Which office or person"), required=False, max_length=200)
    why = LongText(label=_("Why"), missing=_("Say why it goes to them"), max_length=500)
