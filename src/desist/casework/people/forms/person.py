"""What is typed about people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desist.casework.pages.form import Choice, Day, Form, LongText, OneOf, Text
from desist.casework.people.models import OtherName, Person, Sex
from desist.casework.people.queries import CRN

YOUNGEST = 18


class PersonForm(Form):
    """Who somebody is."""

    writes: ClassVar = Person
    first_names = Text(label=_("First names"), missing=_("Enter their first names"), max_length=100)
    last_name = Text(label=_("Last name"), missing=_("Enter their last name"), max_length=100)
    born_on = Day(
        label=_("Date of birth"),
        missing=_("Enter their date of birth"),
        help_text=_("For example, 27 3 1979"),
    )
    sex = Choice(
        label=_("Sex"),
        choices=Sex.choices,
        missing=_("Select their sex"),
        help_text=_("As the court recorded it: rules and norms refer to it."),
    )

    def clean_born_on(self) -> Any:
        """The programme is for adults."""
        born_on, today = self.cleaned_data["born_on"], timezone.localdate()
        if born_on and Person(born_on=born_on).age_on(today) < YOUNGEST:
            raise ValidationError(_("They must be 18 or older"))
        return born_on


class NewPersonForm(PersonForm):
    """Somebody who is not here yet."""

    beside: ClassVar = ("team",)
    field_order = ("crn", "first_names", "last_name", "born_on", "sex", "team")
    crn = Text(
        label=_("CRN"),
        missing=_("Enter their CRN"),
        max_length=7,
        help_text=_("The case reference number: a letter and six digits, such as X123456."),
    )
    team = OneOf(label=_("Reporting team"), missing=_("Select the team they report to"))

    def clean_crn(self) -> str:
        """A letter and six digits, in capitals."""
        crn: str = self.cleaned_data["crn"].upper()
        if not CRN.fullmatch(crn):
            raise ValidationError(_("Enter a letter and six digits, such as X123456"))
        return crn


class SearchForm(Form):
    """A name or a CRN."""

    terms = Text(label=_("Name or CRN"), missing=_("Enter a name or a CRN"), max_length=100)


class ResolveForm(Form):
    """An exact CRN."""

    crn = Text(label=_("CRN"), missing=_("Enter the exact CRN"), max_length=7)


class EmergencyForm(Form):
    """Break-glass: whom, and why."""

    crn = Text(label=_("CRN"), missing=_("Enter the exact CRN"), max_length=7)
    reason = LongText(
        label=_("Why you must see them now"),
        missing=_("Say why you must see them now"),
        max_length=1000,
    )


class OtherNameForm(Form):
    """Another name that somebody uses or used."""

    writes: ClassVar = OtherName
    full_name = Text(
        label=_("Other name"), missing=_("Enter the other name"), max_length=200,
        help_text=_("In full, as it is or was used. Search finds them by it too."),
    )  # fmt: skip
