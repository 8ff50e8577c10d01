"""What is typed about a review: why it is called, one party's view, a step, and its outcome."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, Text
from desist.casework.reviews.models import Accord, Party, PartyView, Review, ReviewStep

NEVER = _("Never name or describe a victim.")


class CallForm(Form):
    """Why a review is wanted, and by when."""

    writes: ClassVar = Review
    beside: ClassVar = ("called_because",)
    called_because = LongText(
        label=_("Why is a review wanted?"), missing=_("Say why a review is wanted"), max_length=1000
    )
    due_on = Day(label=_("By when?"), missing=_("Enter the day by which it is to be held"))


class ViewForm(Form):
    """What one party says."""

    writes: ClassVar = PartyView
    beside: ClassVar = ("words",)
    words = LongText(label=_("Their view"), missing=_("Write what they say"), help_text=NEVER)


class StepForm(Form):
    """One thing that was decided."""

    writes: ClassVar = ReviewStep
    beside: ClassVar = ("what",)
    what = Text(label=_("What is to be done?"), missing=_("Say what is to be done"), max_length=300)
    party = Choice(label=_("Who does it?"), choices=Party.choices, missing=_("Select who does it"))
    due_on = Day(label=_("By when?"), missing=_("Enter a day"))


class DoneForm(Form):
    """What came of a step."""

    writes: ClassVar = ReviewStep
    beside: ClassVar = ("result",)
    done_on = Day(label=_("When was it done?"), missing=_("Enter the day on which it was done"))
    result = LongText(label=_("What came of it?"), required=False, max_length=1000)


class HoldForm(Form):
    """How the review went."""

    writes: ClassVar = Review
    beside: ClassVar = ("summary", "accord", "own_words", "without")
    held_on = Day(label=_("When was it held?"), missing=_("Enter the day on which it was held"))
    summary = LongText(
        label=_("What was talked about and decided?"),
        missing=_("Write what was talked about and decided"),
        help_text=_(
            "In words that the participant has heard and knows. Never name or describe a victim."
        ),
    )
    accord = Choice(
        label=_("What does the participant say to it?"),
        choices=Accord.choices,
        missing=_("Select what the participant says to it"),
    )
    own_words = LongText(
        label=_("What does the participant want added, in their own words?"), required=False
    )
    without = LongText(
        label=_("If a party said nothing: why was it held all the same?"),
        required=False,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        """Whoever does not agree is asked what they want added."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        disputed = held.get("accord") in (Accord.DISAGREES, Accord.IN_PART)
        if disputed and not held.get("own_words") and "own_words" not in self.errors:
            self.add_error("own_words", _("Write in their words what they do not agree with"))
        return held
