"""What a treatment manager decides at screening."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Form, LongText
from desist.casework.referrals.models import Screening, ScreeningOutcome, Status


class ScreeningForm(Form):
    """The outcome, and what must be said with it."""

    writes: ClassVar = Screening
    ruling = Choice(
        label=_("What do you decide?"),
        choices=ScreeningOutcome.choices,
        missing=_("Select what you decide"),
    )
    why = LongText(
        label=_("What is missing, or why you decide otherwise than the rules"),
        required=False,
        max_length=1000,
        help_text=_("The referrer reads it. In neutral words."),
    )
    minute = LongText(
        label=_("Minute of the panel"),
        required=False,
        help_text=_("Who met, what was weighed, what was decided."),
    )

    def judged(self, status: str, recommended: str) -> None:
        """What was recommended, and from which status: it settles what must be said."""
        self.recommended = recommended
        self.by_panel = status == Status.SCREENING_PANEL
        if self.by_panel:
            self.fields["ruling"].choices = [
                each for each in ScreeningOutcome.choices if each[0] != ScreeningOutcome.PANEL
            ]
        else:
            del self.fields["minute"]

    def clean(self) -> dict[str, Any]:
        """A return says what is missing, a departure why, a panel what it weighed."""
        held = self.cleaned_data
        ruling = held.get("ruling")
        if self.by_panel:
            if not held.get("minute"):
                self.add_error("minute", _("Enter the minute of the panel"))
        elif ruling == ScreeningOutcome.RETURN and not held.get("why"):
            self.add_error("why", _("Say what is missing"))
        elif ruling and ruling != self.recommended and not held.get("why"):
            self.add_error("why", _("Say why you decide otherwise than the rules"))
        return held
