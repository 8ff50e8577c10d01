"""What is typed about two people who must not meet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desist.casework.access.policy import Actor
from desist.casework.pages.form import Choice, Day, LongText, Text
from desist.casework.people.forms.order_of_dates import DatedForm
from desist.casework.people.forms.sentence import review_field, source_field
from desist.casework.people.models import ApartBecause, KeptApart, Person
from desist.casework.people.queries import find_by_crn


class ChangedKeptApartForm(DatedForm):
    """Why two people must not meet, and until when."""

    writes: ClassVar = KeptApart
    ordered = (("begins_on", "ended_on"), ("begins_on", "review_on"))
    kind = Choice(label=_("Why"), choices=ApartBecause.choices, missing=_("Select why"))
    because = LongText(
        label=_("What staff must know"),
        required=False,
        max_length=1000,
        help_text=_("In neutral words. Whoever may see both people reads it."),
    )
    begins_on = Day(label=_("From"), missing=_("Enter the first day"))
    ended_on = Day(label=_("Until"), missing=_("Enter the day"), required=False)
    source = source_field()
    review_on = review_field()


class KeptApartForm(ChangedKeptApartForm):
    """Somebody whom this person must not meet."""

    beside: ClassVar = ("other",)
    field_order = ("other", "kind", "because", "begins_on", "ended_on", "source", "review_on")
    other = Text(label=_("CRN of the other person"), missing=_("Enter their CRN"), max_length=7)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        self.actor = actor
        self.person: Person | None = None

    def clean_other(self) -> Person:
        """Somebody else, whom this person may see; nobody learns who exists beyond that."""
        found = find_by_crn(self.actor, self.cleaned_data["other"])
        if found is None:
            raise ValidationError(_("Nobody whom you may see has this CRN"))
        if found == self.person:
            raise ValidationError(_("Enter the CRN of another person"))
        return found
