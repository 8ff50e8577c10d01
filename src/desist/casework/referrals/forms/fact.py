"""The facts of a referral: one offence, stance, public protection, an earlier programme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import EARLIEST_YEAR, Choice, Day, Form, LongText, Text
from desist.casework.referrals.forms.known import Known
from desist.casework.referrals.models import (
    Change,
    ChangedFact,
    EarlierProgramme,
    Ending,
    KnownFrom,
    LearningScreen,
    OffenceStance,
    PublicProtection,
    Setting,
    Stance,
)
from desist.programme.offence import ATTEMPT, Offence

KEPT_BY_THE_ACT = (Change.OFFENCE_CORRECTED, Change.PROTECTION)
"""What correcting a fact records by itself."""


class OneCode(forms.ChoiceField):
    """One of many codes, as a list to choose from."""

    widget = forms.Select


class OffenceForm(Form):
    """One conviction, in coded terms. Never a description, never a victim."""

    writes: ClassVar = None
    code = OneCode(
        label=_("Offence"),
        help_text=_("Image offences first. Choose by statute; nothing is described here."),
        error_messages={
            "required": _("Select the offence"),
            "invalid_choice": _("Select the offence"),
        },
    )
    attempt = forms.BooleanField(label=_("It was an attempt"), required=False)
    committed_on = Day(
        label=_("Committed on"),
        missing="",
        required=False,
        help_text=_(
            "The first day, where there are several. Static risk needs it; leave it empty if it "
            "is not known."
        ),
    )
    convicted_on = Day(label=_("Convicted on"), missing=_("Enter the day of conviction"))
    image = Known(
        label=_("Were images involved?"),
        missing=_("Say whether images were involved"),
    )
    contact = Known(
        label=_("Was there contact with a victim?"),
        missing=_("Say whether there was contact with a victim"),
        help_text=_("Some statutes cover both: then this decides where they are assessed."),
    )

    def offer(self, offences: Iterable[Offence]) -> None:
        """Offer the offences of a nation."""
        named = [(each.code, f"{each.title} ({each.statute})") for each in offences]
        self.fields["code"].choices = [("", _("Choose an offence")), *named]

    def clean(self) -> dict[str, Any]:
        """No conviction before the offence, neither in the future."""
        held = self.cleaned_data
        committed, convicted = held.get("committed_on"), held.get("convicted_on")
        for name, day in (("committed_on", committed), ("convicted_on", convicted)):
            if day and day > timezone.localdate():
                self.add_error(name, _("This date must not be in the future"))
        if committed and convicted and convicted < committed:
            self.add_error("convicted_on", _("They cannot be convicted before it was committed"))
        return held

    @property
    def row(self) -> dict[str, Any]:
        """The offence as its record holds it."""
        held = self.values
        code = f"{ATTEMPT}{held['code']}" if held.pop("attempt") else held["code"]
        return held | {"code": code}


class ProtectionForm(Form):
    """What screening asks beside the offences."""

    writes: ClassVar = PublicProtection
    meetings_arranged = Known(
        label=_("Did they arrange, or try to arrange, a meeting with a child online?"),
        missing=_("Say whether a meeting was arranged, or that it is not known"),
    )
    directed_abuse = Known(
        label=_("Did they direct or pay for abuse?"),
        missing=_("Say whether abuse was directed, or that it is not known"),
    )
    learning_disability_screen = Choice(
        label=_("What did a screen for learning disability find?"),
        choices=(*LearningScreen.choices, ("unknown", _("Not screened yet"))),
        missing=_("Say what the screen found, or that there was none"),
    )

    def clean_learning_disability_screen(self) -> str:
        """Not screened is no finding."""
        found = self.cleaned_data["learning_disability_screen"]
        return "" if found == "unknown" else str(found)

    @property
    def answers(self) -> dict[str, Any]:
        """What is known."""
        return self.values


class StanceForm(Form):
    """How they stand to the offence, seen on a day."""

    writes: ClassVar = Stance
    beside: ClassVar = ("offence", "appeal_pending", "on")
    offence = Choice(
        label=_("How do they stand to the offence?"),
        choices=OffenceStance.choices,
        missing=_("Select how they stand to the offence"),
        help_text=_("It is worked with, and keeps nobody out."),
    )
    appeal_pending = Known(
        label=_("Is an appeal pending?"), missing=_("Say whether an appeal is pending")
    )
    on = Day(label=_("When did they say so?"), missing=_("Enter the day"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].latest = timezone.localdate()
        self.fields["appeal_pending"].choices = [
            each for each in self.fields["appeal_pending"].choices if each[0] != "unknown"
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What was seen, and on which day."""
        return self.values | {"on": self.cleaned_data["on"].isoformat()}


class EarlierProgrammeForm(Form):
    """A programme done elsewhere."""

    writes: ClassVar = EarlierProgramme
    beside: ClassVar = ("title", "setting", "ending", "year", "known_from")
    title = Text(
        label=_("Which programme?"), missing=_("Enter the programme's name"), max_length=150
    )
    setting = Choice(
        label=_("Where?"),
        choices=(*Setting.choices, ("unknown", _("Not known"))),
        missing=_("Say where, or that it is not known"),
    )
    year = Text(label=_("In which year did it end?"), required=False, max_length=4)
    ending = Choice(
        label=_("How far did it go?"),
        choices=Ending.choices,
        missing=_("Say how far it went"),
    )
    known_from = Choice(
        label=_("Where is it known from?"),
        choices=KnownFrom.choices,
        missing=_("Say where it is known from"),
    )

    def clean_setting(self) -> str:
        """Not known is no setting."""
        given = self.cleaned_data["setting"]
        return "" if given == "unknown" else str(given)

    def clean_year(self) -> int | None:
        """A year that has been."""
        typed = self.cleaned_data["year"]
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise ValidationError(_("Enter a year in numbers, such as 2019"))
        if not EARLIEST_YEAR <= int(typed) <= timezone.localdate().year:
            raise ValidationError(_("Enter a year that has been, such as 2019"))
        return int(typed)


class ChangedFactForm(Form):
    """Something that makes whoever decided look again."""

    writes: ClassVar = ChangedFact
    beside: ClassVar = ("kind", "on", "note")
    kind = Choice(
        label=_("What has changed?"),
        choices=[
            each for each in Change.choices if each[0] not in ("offence_corrected", "protection")
        ],
        missing=_("Select what has changed"),
    )
    on = Day(label=_("Since when?"), missing=_("Enter the day"))
    note = LongText(
        label=_("What should whoever looks again know?"),
        required=False,
        max_length=1000,
        help_text=_("In neutral words. Never name or describe a victim."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].latest = timezone.localdate()
