"""What is typed about concerns."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from desist.casework.concerns.models import Account, Answer, Concern, ConfidentialityAgreement, How
from desist.casework.concerns.models import Told as ToldRow
from desist.casework.pages.form import Choice, Day, Form, LongText, Text
from desist.casework.pages.moment_field import Moment
from desist.programme.concern_rule import ConcernRule
from desist.programme.named import Named

REFERENCE = re.compile(r"[a-z]+\.[a-z]+:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ConcernForm(Form):
    """What is the matter: facts apart from opinion."""

    writes: ClassVar = Account
    kind = Choice(label=_("What is it about?"), missing=_("Select what it is about"))
    urgency = Choice(label=_("How soon?"), missing=_("Select how soon"))
    facts = LongText(
        label=_("What you saw or were told"),
        missing=_("Write what you saw or were told"),
        help_text=_("In the words that were used where you can. Never name or describe a victim."),
    )
    opinion = LongText(
        label=_("What you think of it"),
        required=False,
        help_text=_("Kept apart from the facts, so that nobody later takes one for the other."),
    )
    origin = Choice(label=_("Where did it come up?"), missing=_("Select where it came up"))

    def __init__(self, *args: Any, rule: ConcernRule, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, held in (("kind", rule.kind), ("urgency", rule.urgency), ("origin", rule.origin)):
            offer(self.fields[name], held)


class CorrectionForm(ConcernForm):
    """The same, said better, and why."""

    because = LongText(
        label=_("Why is it corrected?"), missing=_("Say why it is corrected"), max_length=1000
    )


def offer(field: Any, held: tuple[Named, ...]) -> None:
    """Let a field offer what the catalogue holds."""
    field.choices = [(each.id, each.title) for each in held]
    field.hints = {each.id: each.hint for each in held}


def reference_in(typed: str) -> str:
    """The opaque reference of where a concern came up, from an address; empty where it is none."""
    return typed if REFERENCE.fullmatch(typed) else ""


class ToldForm(Form):
    """Who was told, and when."""

    writes: ClassVar = ToldRow
    party = Choice(label=_("Who was told?"), missing=_("Select who was told"))
    whom = Text(
        label=_("Name, and reference number if they gave one"),
        missing=_("Enter whom you spoke to"),
    )
    told_at = Moment(label=_("When?"), missing=_("Enter when they were told"))

    def __init__(self, *args: Any, rule: ConcernRule, **given: Any) -> None:
        super().__init__(*args, **given)
        offer(self.fields["party"], rule.party)


class AnswerForm(Form):
    """What they answered."""

    writes: ClassVar = Answer
    text = LongText(
        label=_("What did they answer or do?"), missing=_("Write what they answered or did")
    )
    answered_at = Moment(label=_("When?"), missing=_("Enter when they answered"))


class ClosingForm(Form):
    """What came of it."""

    writes: ClassVar = Concern
    outcome = LongText(
        label=_("What was done, and what came of it?"),
        missing=_("Write what was done and what came of it"),
    )


class AgreementForm(Form):
    """What somebody answered to the limits of confidentiality."""

    writes: ClassVar = ConfidentialityAgreement
    agreed = Choice(
        label=_("What was the answer?"),
        choices=(("yes", _("Agreed")), ("no", _("Did not agree"))),
        missing=_("Select what the answer was"),
    )
    wording = Choice(label=_("In which language?"), missing=_("Select the language"))
    how = Choice(label=_("How?"), choices=How.choices, missing=_("Select how"))
    on = Day(label=_("When?"), missing=_("Enter the day"))


class NothingTyped(Form):
    """A button and no more: it still carries an operation id and the version that was read."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
