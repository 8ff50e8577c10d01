"""What is typed about rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, Text
from desist.casework.people.models import Person
from desist.casework.rights.models import (
    LegalHold,
    LimitOnUse,
    Merge,
    NoteOfDisagreement,
    RetentionReview,
    RightsRequest,
)
from desist.casework.rights.models.ending import How
from desist.programme.named import Named
from desist.programme.rights_rule import RequestKind, RightsRule


class OtherRecordForm(Form):
    """The CRN of the other record."""

    crn = Text(label=_("CRN of the other record"), missing=_("Enter the exact CRN"), max_length=7)


class MergeForm(Form):
    """Why two records are one person's."""

    writes: ClassVar = Merge
    because = LongText(
        label=_("How do you know that they are the same person?"),
        missing=_("Say how you know that they are the same person"),
        max_length=1000,
    )


class UnmergeForm(Form):
    """Why they are not."""

    writes: ClassVar = Merge
    undone_because = LongText(
        label=_("Why must the merge be undone?"),
        missing=_("Say why the merge must be undone"),
        max_length=1000,
    )


class RequestForm(Form):
    """What somebody asks for."""

    writes: ClassVar = RightsRequest
    kind = Choice(label=_("What do they ask for?"), missing=_("Select what they ask for"))
    asked_for = LongText(
        label=_("In their words"),
        missing=_("Write what they ask for"),
        help_text=_("Which records, which decision, or what is wrong."),
    )
    received_on = Day(label=_("When did they ask?"), missing=_("Enter the day on which they asked"))

    def __init__(self, *args: Any, rule: RightsRule, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        offer(self.fields["kind"], rule.request)
        self.fields["received_on"].latest = today


class ReviewForm(Form):
    """Why somebody asks for another person to look at a decision."""

    writes: ClassVar = RightsRequest
    asked_for = LongText(
        label=_("Why, in their words"), missing=_("Write why they ask for another look")
    )


class ReplyForm(Form):
    """The answer to a request."""

    writes: ClassVar = RightsRequest
    outcome = Choice(label=_("What is the answer?"), missing=_("Select the answer"))
    reasons = LongText(
        label=_("What was done, or why not"), missing=_("Say what was done, or why not")
    )

    def __init__(self, *args: Any, kind: RequestKind, **given: Any) -> None:
        super().__init__(*args, **given)
        offer(self.fields["outcome"], kind.outcome)


class NoteForm(Form):
    """What somebody says against a record."""

    writes: ClassVar = NoteOfDisagreement
    text = LongText(label=_("What they say, in their words"), missing=_("Write what they say"))


class LimitForm(Form):
    """Why the use of records is limited."""

    writes: ClassVar = LimitOnUse
    ground = Choice(label=_("On which ground?"), missing=_("Select the ground"))

    def __init__(self, *args: Any, rule: RightsRule, **given: Any) -> None:
        super().__init__(*args, **given)
        offer(self.fields["ground"], rule.ground)


class CopyForm(Form):
    """To whom a copy goes, and in which form. What is left out is chosen beside each record."""

    recipient = Choice(label=_("To whom does it go?"), missing=_("Select to whom it goes"))
    form = Choice(
        label=_("As what?"),
        choices=(("pdf", _("PDF")), ("html", _("Web page"))),
        missing=_("Select the form"),
    )

    def __init__(self, *args: Any, rule: RightsRule, **given: Any) -> None:
        super().__init__(*args, **given)
        offer(self.fields["recipient"], rule.recipient)


class HoldForm(Form):
    """Why the law needs a record."""

    writes: ClassVar = LegalHold
    because = LongText(
        label=_("Which proceedings or inquiry need it?"),
        missing=_("Say which proceedings or inquiry need it"),
        max_length=1000,
    )


class KeepForm(Form):
    """Until when a record is kept, and why."""

    writes: ClassVar = RetentionReview
    kept_until = Day(label=_("Keep until"), missing=_("Enter a day"))
    because = LongText(label=_("Why is it kept?"), missing=_("Say why it is kept"), max_length=1000)

    def __init__(self, *args: Any, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["kept_until"].earliest = today


class EndingForm(Form):
    """How a record ends, and why."""

    how = Choice(label=_("What is to become of it?"), missing=_("Select what is to become of it"))
    because = LongText(label=_("Why?"), missing=_("Say why"), max_length=1000)
    crn = Text(label=_("Type the CRN, to be sure"), missing=_("Type the CRN"), max_length=7)

    def __init__(self, *args: Any, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        self.person = person
        self.fields["how"].choices = How.choices

    def clean_crn(self) -> str:
        """The CRN of the very person on the page."""
        typed: str = self.cleaned_data["crn"].upper()
        if typed != self.person.crn:
            raise ValidationError(_("This is not the CRN of the person on this page"))
        return typed


def offer(field: Any, held: Sequence[Named]) -> None:
    """Let a field offer what the catalogue holds."""
    field.choices = [(each.id, each.title) for each in held]
    field.hints = {each.id: each.hint for each in held}
