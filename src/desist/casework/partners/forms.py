"""What is typed about partners and family, and about one's own day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, Number, OneOf, Text
from desist.casework.pages.several import Several
from desist.casework.partners.models import (
    ContactKind,
    Debrief,
    DebriefKind,
    FamilyConsent,
    FamilyContact,
    FamilyMember,
    FamilyNeed,
    KnownAbuse,
    Relation,
    SafetyCheck,
    SafetyResult,
)

YES_NO = (("yes", _("Yes")), ("no", _("No")))
LONGEST_CONTACT = 480


class Answers(Form):
    """A form in which yes and no stand for true and false: ``asked`` names those fields."""

    asked: ClassVar[tuple[str, ...]] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, a yes as true."""
        held = super().values
        return held | {name: held[name] == "yes" for name in self.asked}


class FamilyMemberForm(Form):
    """Somebody close to a participant, and who works with them."""

    writes: ClassVar = FamilyMember
    beside: ClassVar = ("full_name", "relation", "reach_by", "worker")
    full_name = Text(label=_("What is their name?"), missing=_("Enter their name"))
    relation = Choice(
        label=_("Who are they to the participant?"),
        choices=Relation.choices,
        missing=_("Select who they are"),
    )
    reach_by = LongText(
        label=_("How can they be reached safely?"),
        required=False,
        max_length=1000,
        help_text=_("By which way, when, and who must not hear of it."),
    )
    worker = OneOf(
        label=_("Who works with them?"),
        missing=_("Select who works with them"),
        help_text=_("Better not whoever delivers the programme. They and managers read it."),
    )


class SafetyCheckForm(Answers):
    """What was found before contact."""

    writes: ClassVar = SafetyCheck
    beside: ClassVar = ("checked_on", "alone", "abuse", "result", "words", "review_on")
    asked: ClassVar = ("alone",)
    checked_on = Day(label=_("When was it looked at?"), missing=_("Enter a day"))
    alone = Choice(
        label=_("Were they asked where the participant could not hear it?"),
        choices=YES_NO,
        missing=_("Select yes or no"),
    )
    abuse = Choice(
        label=_("Is domestic abuse known of, by anybody's account?"),
        choices=KnownAbuse.choices,
        missing=_("Select what is known"),
    )
    words = LongText(
        label=_("On what does the result rest?"),
        missing=_("Write on what the result rests"),
        help_text=_("Who was asked, and which records were looked at."),
    )
    result = Choice(
        label=_("Can contact go ahead?"),
        choices=SafetyResult.choices,
        missing=_("Select whether contact can go ahead"),
    )
    review_on = Day(label=_("When must it be looked at again?"), missing=_("Enter a day"))

    def clean(self) -> dict[str, Any]:
        """Contact never goes ahead where they were not asked alone; the next look comes later."""
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if held.get("result") == SafetyResult.GO_AHEAD and held.get("alone") == "no":
            self.add_error("alone", _("Ask them alone before contact goes ahead"))
        checked, again = held.get("checked_on"), held.get("review_on")
        if checked and again and again <= checked:
            self.add_error("review_on", _("Enter a day after that of the check"))
        return held


class ConsentForm(Answers):
    """Whether they agree."""

    writes: ClassVar = FamilyConsent
    beside: ClassVar = ("given", "on", "words")
    asked: ClassVar = ("given",)
    given = Choice(
        label=_("Do they agree to be worked with?"), choices=YES_NO, missing=_("Select yes or no")
    )
    on = Day(label=_("When did they say so?"), missing=_("Enter a day"))
    words = LongText(label=_("What did they agree to?"), required=False, max_length=1000)


class ContactForm(Form):
    """One contact."""

    writes: ClassVar = FamilyContact
    beside: ClassVar = ("on", "kind", "minutes", "needs", "words")
    on = Day(label=_("When was it?"), missing=_("Enter a day"))
    kind = Choice(
        label=_("What kind of contact?"),
        choices=ContactKind.choices,
        missing=_("Select what kind it was"),
    )
    minutes = Number(
        label=_("For how many minutes?"), missing=_("Enter minutes"), most=LONGEST_CONTACT
    )
    needs = Several(
        label=_("What do they need for themselves?"), choices=FamilyNeed.choices, required=False
    )
    words = LongText(label=_("What was talked about"), required=False)


class EndForm(Form):
    """The last day."""

    on = Day(label=_("What was the last day?"), missing=_("Enter the last day"))


class CopyForm(Form):
    """To whom a copy of the record is given."""

    recipient = Choice(
        label=_("Who is given this copy?"),
        choices=[
            ("themselves", _("They themselves, and nobody saw it on the way")),
            ("acting for them", _("Somebody who acts for them, with their written word")),
        ],
        missing=_("Select who is given this copy"),
    )


class DebriefForm(Answers):
    """How a day was."""

    writes: ClassVar = Debrief
    beside: ClassVar = ("kind", "on", "supervisor", "words", "wants_to_talk")
    asked: ClassVar = ("wants_to_talk",)
    kind = Choice(
        label=_("What is this?"), choices=DebriefKind.choices, missing=_("Select what this is")
    )
    on = Day(label=_("Which day is it about?"), missing=_("Enter a day"))
    supervisor = OneOf(label=_("Which supervisor reads it?"), missing=_("Select a supervisor"))
    words = LongText(
        label=_("What would you like to say?"),
        missing=_("Write what you would like to say"),
        help_text=_("Name no participant: what must be acted on is a concern."),
    )
    wants_to_talk = Choice(
        label=_("Would you like to talk soon?"), choices=YES_NO, missing=_("Select yes or no")
    )


class AnswerForm(Form):
    """What is said to it."""

    words = LongText(label=_("Answer"), missing=_("Write an answer"))
