"""Where a referral goes next, why, and from which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText
from desist.casework.referrals.models import StatusChange
from desist.programme.referral_flow import MoveReason


class NextStatusForm(Form):
    """Where a referral goes next, chosen among the steps that are open."""

    to = Choice(label=_("What is the new status?"), missing=_("Select the new status"))


class StepForm(Form):
    """One step: for which reason, from which day, and a note."""

    writes: ClassVar = StatusChange
    beside: ClassVar = ("reason", "effective_on", "note")
    reason = Choice(label=_("Why?"), missing=_("Select a reason"))
    effective_on = Day(
        label=_("From which day?"),
        missing=_("Enter the day from which it holds"),
        help_text=_("The day on which it happened, today or earlier."),
    )
    note = LongText(
        label=_("Note"),
        required=False,
        max_length=1000,
        help_text=_("In neutral words. Staff who may see this case read it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].initial = timezone.localdate

    def offer(self, reasons: Sequence[MoveReason]) -> None:
        """Offer these reasons; none are asked for where the step takes none."""
        if not reasons:
            del self.fields["reason"]
            return
        self.fields["reason"].choices = [(each.id, each.text) for each in reasons]

    def clean_note(self) -> str:
        """A reason that says nothing by itself needs words."""
        note = str(self.cleaned_data["note"])
        if self.cleaned_data.get("reason") == "other" and not note.strip():
            self.add_error("note", _("Say what the reason is"))
        return note

    @property
    def day(self) -> date:
        """From which day."""
        return self.cleaned_data["effective_on"]
