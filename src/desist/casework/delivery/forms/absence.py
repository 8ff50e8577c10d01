"""What is typed about an absence, and about what followed from a failure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.delivery.models import Absence, Excuse, Failure, Taken, Verdict
from desist.casework.pages.form import Choice, Day, Form, LongText


class AbsenceForm(Form):
    """The practitioner's decision on an absence."""

    writes: ClassVar = Absence
    beside: ClassVar = ("verdict",)
    excuse = Choice(
        label=_("What was given as the reason?"),
        choices=Excuse.choices,
        missing=_("Select the reason that was given, or that none was"),
    )
    evidence = LongText(
        label=_("What speaks for it?"),
        help_text=_("What you saw or heard: a fit note, a call to the employer."),
        required=False,
        max_length=1000,
    )
    verdict = Choice(
        label=_("Was the absence acceptable?"),
        choices=[
            (Verdict.ACCEPTABLE.value, Verdict.ACCEPTABLE.label),
            (Verdict.UNACCEPTABLE.value, Verdict.UNACCEPTABLE.label),
        ],
        missing=_("Select whether the absence was acceptable"),
    )


class FailureForm(Form):
    """What was done about a failure, on which day, and why."""

    writes: ClassVar = Failure
    beside: ClassVar = ("taken", "taken_on")
    taken = Choice(label=_("What did you do?"), choices=(), missing=_("Select what you did"))
    taken_on = Day(label=_("When?"), missing=_("Enter the day"))
    words = LongText(
        label=_("Why, and what came of it?"),
        missing=_("Say why, and what came of it"),
        max_length=2000,
    )

    def offer(self, choices: Sequence[str], *, today: date) -> None:
        """Offer what the law of the order offers, and that it was not done."""
        labels = dict(Taken.choices)
        open_ones = (*choices, Taken.NOT_DONE.value)
        self.fields["taken"].choices = [(each, labels[each]) for each in open_ones]
        self.fields["taken_on"].latest = today
