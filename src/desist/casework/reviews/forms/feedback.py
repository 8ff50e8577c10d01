"""What is typed about a module, a complaint, and its answer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, OneOf
from desist.casework.reviews.models import Complaint, Given, Helped, ModuleFeedback, Upheld


class FeedbackForm(Form):
    """What a participant says of one module."""

    writes: ClassVar = ModuleFeedback
    module = Choice(label=_("Which module?"), missing=_("Select a module"))
    helped = Choice(
        label=_("Did it help, as they say?"),
        choices=Helped.choices,
        missing=_("Select what they say"),
    )
    words = LongText(label=_("In their own words"), required=False, max_length=2000)
    wish = LongText(label=_("What should be different?"), required=False, max_length=2000)
    given = Choice(label=_("How was it given?"), choices=Given.choices)
    given_on = Day(label=_("When?"), missing=_("Enter a day"))


class ComplaintForm(Form):
    """What somebody complains of, and who is to answer."""

    writes: ClassVar = Complaint
    beside: ClassVar = (
        "subject", "about", "words", "wish", "given", "received_on", "answerer",
    )  # fmt: skip
    subject = Choice(label=_("What is it about?"), missing=_("Select what it is about"))
    about = OneOf(
        label=_("Is it about one member of staff?"),
        missing=_("Select somebody, or nobody"),
        required=False,
        help_text=_("They will not see it, and cannot be the one who answers."),
    )
    words = LongText(
        label=_("What do they say happened, in their own words?"),
        missing=_("Write what they say happened"),
    )
    wish = LongText(label=_("What would they like to happen?"), required=False, max_length=1000)
    given = Choice(label=_("How was it given?"), choices=Given.choices)
    received_on = Day(label=_("When was it received?"), missing=_("Enter the day of its receipt"))
    answerer = OneOf(label=_("Who is to answer it?"), missing=_("Select who is to answer"))

    def clean(self) -> dict[str, Any]:
        """Nobody answers a complaint about themselves."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        about, answerer = held.get("about"), held.get("answerer")
        if about is not None and about == answerer:
            self.add_error("answerer", _("Choose somebody who is not complained about"))
        return held


class AnswerForm(Form):
    """What was found, and what they are told."""

    writes: ClassVar = Complaint
    beside: ClassVar = ("upheld", "answer", "change", "told_on")
    upheld = Choice(
        label=_("What came of it?"),
        choices=[each for each in Upheld.choices if each[0]],
        missing=_("Select what came of it"),
    )
    answer = LongText(
        label=_("The answer, as they are told it"), missing=_("Write what they are told")
    )
    change = LongText(label=_("What will be different?"), required=False, max_length=1000)
    told_on = Day(label=_("When were they told?"), missing=_("Enter a day"))
